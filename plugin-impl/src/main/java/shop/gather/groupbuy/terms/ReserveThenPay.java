package shop.gather.groupbuy.terms;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * A presale: buyers reserve without paying. When the payment is opened, each of them may pay at the shop's checkout for
 * a while; the shop is asked for the price only then, and takes the money at the checkout.
 *
 * @param payWithin how long a buyer has to pay from then on; PT1S to P14D
 * @param repayWithin how long a buyer has to pay again if the payment is declined after the team has succeeded; PT1S to
 *     P14D, PT48H if omitted
 * @param opensAtUnits Gather opens the payment when so many units are reserved; null if it does not
 * @param opensAt when Gather opens the payment; null if it does not
 */
@Kind("reserve-then-pay")
public record ReserveThenPay(Duration payWithin, Duration repayWithin, Integer opensAtUnits, Instant opensAt)
        implements PaymentPolicy {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(14);

    public ReserveThenPay {
        Check.within(payWithin, "paymentPolicy.payWithin", SHORTEST, LONGEST);
        repayWithin = repayWithin == null ? Duration.ofHours(48) : repayWithin;
        Check.within(repayWithin, "paymentPolicy.repayWithin", SHORTEST, LONGEST);
        if (opensAtUnits != null) {
            Check.range(opensAtUnits, "paymentPolicy.opensAtUnits", 1, 1_000_000);
        }
    }

    /**
     * Reads an owner's request.
     *
     * @throws ProblemException INVALID_VALUE for a kind that has its own fields in the request
     */
    public static PaymentPolicy read(JsonObject json) {
        if (!"reserve-then-pay".equals(json.getString("policy", ""))) {
            throw ProblemException.invalid(
                    "paymentPolicy.policy must be reserve-then-pay. For the other kinds send paymentMode.");
        }
        return KINDS.read(json);
    }

    @Override
    public PaymentMode mode() {
        return PaymentMode.AT_ONCE;
    }

    @Override
    public Duration hold() {
        return payWithin;
    }

    @Override
    public Optional<ReserveThenPay> presale() {
        return Optional.of(this);
    }

    /** The last moment at which the payment can be opened in a team with this deadline: all buyers have time to pay. */
    public Instant lastOpening(Instant deadline) {
        return deadline.minus(payWithin);
    }

    void checkAgainst(TeamPolicy team, QuantityPolicy quantity, SchedulePolicy schedule, List<FurtherArticle> further) {
        if (!team.oneForCampaign()) {
            throw ProblemException.invalid("paymentPolicy reserve-then-pay needs teamPolicy group-order: the deadlines"
                    + " of other teams would pass before the payment is opened.");
        }
        if (team.mostUnits().isPresent()) {
            throw ProblemException.invalid(
                    "paymentPolicy reserve-then-pay cannot be combined with teamPolicy.capacity. Use places.");
        }
        if (!further.isEmpty()) {
            throw ProblemException.invalid("paymentPolicy reserve-then-pay is for campaigns without furtherArticles.");
        }
        Instant last = lastOpening(schedule.endsAt());
        if (!last.isAfter(schedule.startsAt())) {
            throw ProblemException.invalid("paymentPolicy.payWithin must be shorter than the campaign.");
        }
        if (opensAt != null && (opensAt.isBefore(schedule.startsAt()) || opensAt.isAfter(last))) {
            throw ProblemException.invalid("paymentPolicy.opensAt must be from startsAt to payWithin before endsAt.");
        }
        int most = TeamSales.mostOf(team, quantity).units();
        if (opensAtUnits != null && opensAtUnits > most) {
            throw ProblemException.invalid(
                    "paymentPolicy.opensAtUnits must be at most " + most + ", the units of all places.");
        }
    }
}
