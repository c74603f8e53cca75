package shop.gather.message;

import static shop.gather.message.Placeholder.AMOUNT;
import static shop.gather.message.Placeholder.ARTICLES;
import static shop.gather.message.Placeholder.CAMPAIGN;
import static shop.gather.message.Placeholder.COLLECT_FROM;
import static shop.gather.message.Placeholder.COLLECT_UNTIL;
import static shop.gather.message.Placeholder.CREDIT;
import static shop.gather.message.Placeholder.DEADLINE;
import static shop.gather.message.Placeholder.EARNED;
import static shop.gather.message.Placeholder.HELPERS;
import static shop.gather.message.Placeholder.HELPS;
import static shop.gather.message.Placeholder.LOWEST_PRICE;
import static shop.gather.message.Placeholder.MEMBERS;
import static shop.gather.message.Placeholder.NEEDED;
import static shop.gather.message.Placeholder.NEEDED_UNITS;
import static shop.gather.message.Placeholder.PAID;
import static shop.gather.message.Placeholder.PAY_UNTIL;
import static shop.gather.message.Placeholder.POINT;
import static shop.gather.message.Placeholder.PRICE;
import static shop.gather.message.Placeholder.SIZE;
import static shop.gather.message.Placeholder.UNITS;
import static shop.gather.message.Placeholder.WINNERS;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.platform.http.ProblemException;

/**
 * Every kind of message to a member. A new kind is one constant here, and its texts in {@code template/en.properties}
 * and {@code template/zh.properties}. {@code MESSAGES.md} lists all kinds. The name of a constant is stored: it never
 * changes.
 */
public enum MessageKind {
    PLACE_PAID(
            "An order has paid for the member's place in a team.",
            About.PROGRESS,
            CAMPAIGN,
            PAID,
            SIZE,
            NEEDED,
            DEADLINE),
    GROUP_ORDER_PAID(
            "An order has paid for the member's place in a group order.",
            About.PROGRESS,
            CAMPAIGN,
            UNITS,
            NEEDED_UNITS,
            DEADLINE),
    GROUP_ORDER_SUCCEEDED("The member's group order has succeeded.", About.MONEY, CAMPAIGN, UNITS),
    HELP_WANTED(
            "An order has paid for the member's place, and friends can now lower its price.",
            About.PROGRESS,
            CAMPAIGN,
            HELPERS,
            LOWEST_PRICE,
            DEADLINE),
    PRICE_HELPED(
            "The first friend has helped the member to a lower price.",
            About.PROGRESS,
            CAMPAIGN,
            PRICE,
            HELPERS,
            LOWEST_PRICE,
            DEADLINE),
    HELP_ENDED("Friends can no longer help the member: the price is final.", About.MONEY, CAMPAIGN, HELPS, PRICE),
    CASE_NOT_FILLED(
            "The member's group order has succeeded, and places of the member fill no full case; the payment for them is"
                    + " returned.",
            About.MONEY,
            ARTICLES,
            CAMPAIGN),
    PLACE_MOVED(
            "An order was paid when the member's team was full or had ended, and got a place in another team.",
            About.MONEY,
            CAMPAIGN,
            PAID,
            SIZE,
            NEEDED,
            DEADLINE),
    TEAM_SUCCEEDED("The member's team has succeeded.", About.MONEY, CAMPAIGN, MEMBERS, PRICE),
    DRAW_WON(
            "The member's team has succeeded, and the member's place was drawn.",
            About.MONEY,
            CAMPAIGN,
            MEMBERS,
            WINNERS,
            PRICE),
    DRAW_LOST(
            "The member's team has succeeded, and the draw went to others; the payment is returned.",
            About.MONEY,
            CAMPAIGN,
            MEMBERS,
            WINNERS),
    CONSOLATION_GIVEN(
            "The shop has given the member credit for a place that was not drawn.", About.MONEY, CAMPAIGN, CREDIT),
    TEAM_FAILED("The member's team has failed, and the member had paid.", About.MONEY, CAMPAIGN),
    PAYMENT_DECLINED(
            "The payment was declined after the team had succeeded; the member may pay again for a while.",
            About.MONEY_WITH_A_DEADLINE,
            CAMPAIGN,
            PAY_UNTIL),
    PAYMENT_OPENED(
            "The payment of a presale was opened; the member may pay for the reserved place until then.",
            About.MONEY_WITH_A_DEADLINE,
            CAMPAIGN,
            PAY_UNTIL),
    RESERVATION_RELEASED(
            "The member did not pay in time for a place that was reserved in a presale.", About.PROGRESS, CAMPAIGN),
    PAYMENT_NOT_OPENED(
            "A presale has ended, and its payment was never opened; the member had reserved.",
            About.PROGRESS,
            CAMPAIGN),
    PLACE_WITHDRAWN(
            "The member's order was cancelled, refunded or exchanged while the team was filling.",
            About.MONEY,
            CAMPAIGN),
    PLACE_LEFT("The member left the team after paying, before it succeeded.", About.MONEY, CAMPAIGN),
    PLACE_RETURNED("The payment for the member's place was returned in full.", About.MONEY, CAMPAIGN),
    DELIVERED_LESS("Less was delivered than ordered, and the difference was refunded.", About.MONEY, CAMPAIGN, AMOUNT),
    REFUND_SENT("The difference to the team's final price was refunded.", About.MONEY, CAMPAIGN, AMOUNT),
    STANDING_ORDER_READY(
            "A cycle has opened, and the member's standing order has places in it that are to be paid.",
            About.MONEY_WITH_A_DEADLINE,
            CAMPAIGN,
            PAY_UNTIL),
    STANDING_ORDER_SKIPPED(
            "A cycle has opened, and something of the member's standing order could not be ordered.",
            About.MONEY,
            CAMPAIGN),
    CAMPAIGN_OPENED("An article in which the member is interested is in a new campaign.", About.PROGRESS, CAMPAIGN),
    CAMPAIGN_REOPENED(
            "The article of a campaign in which the member is interested is in a new campaign.",
            About.PROGRESS,
            CAMPAIGN),
    TEAM_NEARLY_FULL(
            "A team of the member, or of a campaign in which the member is interested, has one or two free places.",
            About.PROGRESS,
            CAMPAIGN,
            DEADLINE),
    CUT_OFF_NEAR(
            "The deadline of the member's team is near, and the member has not paid, or may change a group order.",
            About.PROGRESS,
            CAMPAIGN,
            DEADLINE),
    PICKUP_READY(
            "The member's articles can be collected at the pickup point.",
            About.PROGRESS,
            CAMPAIGN,
            POINT,
            COLLECT_FROM,
            COLLECT_UNTIL),
    LEADER_FIRST_JOIN(
            "To a leader: the first buyer has a place in a campaign of the leader's community, or one whom the leader"
                    + " brought has opened a team in it.",
            About.PROGRESS,
            CAMPAIGN,
            DEADLINE),
    LEADER_TEAM_SUCCEEDED(
            "To a leader: a team of the leader's community, or of a buyer whom the leader brought, has succeeded.",
            About.PROGRESS,
            CAMPAIGN,
            MEMBERS),
    PICK_LIST_READY(
            "To a leader: a group order has succeeded, and the list of what buyers collect is complete.",
            About.PROGRESS,
            CAMPAIGN,
            UNITS),
    LEADER_EARNINGS(
            "To a leader, after a day on which commission or mark-ups became available: the sum of that day in one"
                    + " currency.",
            About.MONEY,
            EARNED);

    private enum About {
        PROGRESS,
        MONEY,
        MONEY_WITH_A_DEADLINE
    }

    private final String when;
    private final About about;
    private final Set<Placeholder> placeholders;

    MessageKind(String when, About about, Placeholder first, Placeholder... others) {
        this.when = when;
        this.about = about;
        this.placeholders = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    /**
     * The kind with this code.
     *
     * @throws ProblemException NOT_FOUND if there is none
     */
    public static MessageKind of(String code) {
        return named(code).orElseThrow(() -> ProblemException.notFound("kind of message"));
    }

    /** The kind with this code; empty if there is none. */
    public static Optional<MessageKind> named(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** All codes, for the text of a problem. */
    public static String codes() {
        return Arrays.stream(values()).map(MessageKind::code).collect(Collectors.joining(", "));
    }

    /** The name in the API, as {@code place-paid}. Stable. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence for MESSAGES.md. */
    public String when() {
        return when;
    }

    /** Whether it is about the member's own money, so that the inbox always shows it. */
    public boolean aboutMoney() {
        return about != About.PROGRESS;
    }

    /** Whether it is sent during quiet hours too, because the member must act in time. */
    public boolean urgent() {
        return about == About.MONEY_WITH_A_DEADLINE;
    }

    /** What its templates can hold, and each of its messages does hold. Immutable. */
    public Set<Placeholder> placeholders() {
        return placeholders;
    }

    /** The placeholders as they are written in templates. */
    public List<String> written() {
        return placeholders.stream().map(Placeholder::toString).toList();
    }
}
