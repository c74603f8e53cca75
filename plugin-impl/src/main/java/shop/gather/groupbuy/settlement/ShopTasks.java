package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.settlement.SettlementPlan.Duty;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.CommandHistory.Ended;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.shop.command.ShopCommands.State;

/**
 * Tasks in the shop that the owner must do by hand, because the shop did not do them for Gather or their result was
 * lost. Each is an alarm that names order, buyer and amount. After each read of the order it is updated with what is
 * left to do, and settled when nothing is. Runs in the transaction that applies the read. Thread-safe.
 */
@Singleton
class ShopTasks {

    private final Alarms alarms;

    @Inject
    ShopTasks(Alarms alarms) {
        this.alarms = alarms;
    }

    /**
     * Updates the tasks of an order.
     *
     * @param duties the steps that the order as just read still needs
     * @param ended the results of earlier commands, by their keys
     * @return when to read the order again, because the shop reports a command as done that the order does not show
     *     yet: the earliest such time
     */
    Optional<Instant> update(StoreId store, PlaceFacts facts, List<Duty> duties, Map<CommandKey, Ended> ended) {
        Map<CommandKey, Duty> open = duties.stream().collect(Collectors.toMap(Duty::key, duty -> duty));
        Optional<Instant> again = Optional.empty();
        for (var command : ended.entrySet()) {
            CommandKey key = command.getKey();
            Ended end = command.getValue();
            if (key.purpose().captures() && end.state() == State.REFUSED && facts.taken()) {
                // Something else has captured what is owed, as when another line was cancelled at that moment.
                alarms.settle(store, ShopCommands.alarmKey(key));
            }
            if (!isFollowedUp(key.purpose(), end)) {
                continue;
            }
            // The open part of a rebate is the owner's task even if the shop has paid its part: it is requested only
            // once.
            boolean aPersons = end.state() == State.REFUSED
                    || end.overdue()
                    || (key.purpose().isRebate() && (facts.shows(key) || !open.containsKey(key)));
            // The shop recorded a refund that it could not pay: the refund reduces what is owed, but the money is still
            // there.
            boolean toSettle = end.state() == State.REFUSED && facts.unsettled().contains(key.toString());
            if (aPersons && open.containsKey(key)) {
                boolean lost = end.state() == State.DONE && !facts.shows(key);
                ShopCommand task = open.get(key).command();
                alarms.restate(
                        store, ShopCommands.alarmKey(key), kind(key.purpose(), lost), describe(facts, task, lost));
            } else if (aPersons && !toSettle) {
                alarms.settle(store, ShopCommands.alarmKey(key));
            } else if (open.containsKey(key)) {
                again = Stream.concat(again.stream(), end.shownBy().stream()).min(Comparator.naturalOrder());
            }
        }
        return again;
    }

    /**
     * A refused capture is handled elsewhere ({@link DeclinedPayments}). A capture reported as done must show in the
     * order: some payment gateways fail without telling the shop.
     */
    private static boolean isFollowedUp(Purpose purpose, Ended end) {
        return purpose.cancels() || purpose.refunds() || purpose.captures() && end.state() == State.DONE;
    }

    /** A command is no longer needed: settles its alarm. */
    void over(StoreId store, CommandKey key) {
        alarms.settle(store, ShopCommands.alarmKey(key));
    }

    /** A rebate waits for an action of the owner: {@link SettlementPlan#rebateWaits}. */
    void rebateWaits(StoreId store, ParticipationId place, PlaceFacts facts, Rebate rebate) {
        alarms.restate(
                store,
                waiting(place),
                "rebate-waits",
                "The team has succeeded, and " + rebate.open() + " of order "
                        + facts.order().number() + " must be paid back to its buyer, " + buyer(facts)
                        + ". Gather waits because only " + facts.captured() + " of " + facts.due()
                        + " were captured and nothing else is authorized. Capture the rest in the shop, or refund "
                        + "the open amount to the buyer yourself;"
                        + " Gather detects either.");
    }

    void rebateWaitsNoMore(StoreId store, ParticipationId place) {
        alarms.settle(store, waiting(place));
    }

    private static String waiting(ParticipationId place) {
        return "rebate-waits:" + place;
    }

    private static String buyer(PlaceFacts facts) {
        return facts.order()
                .customerId()
                .map(customer -> "customer " + customer)
                .orElse("a guest");
    }

    private static String kind(Purpose purpose, boolean lost) {
        if (purpose.captures()) {
            return "capture-not-seen";
        }
        if (purpose.cancels()) {
            return lost ? "cancellation-not-seen" : "order-to-cancel";
        }
        if (lost) {
            return "refund-not-seen";
        }
        return purpose.isRebate() ? "rebate-to-pay" : "refund-to-pay";
    }

    private static String cancelUnits(PlaceFacts facts, ShopCommand.CancelLine cancel, String order) {
        String units = cancel.quantity().toPlainString();
        Money worth = facts.units().worth();
        String rest = facts.line().line().quantity().subtract(cancel.quantity()).toPlainString();
        return "Cancel " + units + " of the "
                + facts.line().line().quantity().toPlainString() + " units on line " + cancel.lineId() + " ("
                + facts.line().line().variantId().orElse("no variant") + ") of " + order
                + " and refund what was paid for them, "
                + worth + ". If the shop cannot cancel single units, refund " + worth
                + " for the line and deliver only the other " + rest + ". " + cancel.reason() + ".";
    }

    private static String captureNotSeen(PlaceFacts facts, ShopCommand.Capture capture) {
        Money wanted = Money.ofMinor(CurrencyUnit.of(capture.currency()), capture.amount());
        return "The shop said that it had captured payment " + capture.paymentId() + " of order "
                + facts.order().number() + " up to " + wanted + ", but the order shows only "
                + facts.captured() + " as captured. The payment gateway may have failed without telling the shop."
                + " Look at the payment provider, and capture the payment there or in the shop before its "
                + "authorization ends. Deliver only what is paid."
                + " Gather does not request the capture again, and closes this alarm when the order shows the money.";
    }

    private static String describe(PlaceFacts facts, ShopCommand command, boolean lost) {
        String order = "order " + facts.order().number();
        String buyer = buyer(facts);
        String task;
        if (command instanceof ShopCommand.Capture capture) {
            return captureNotSeen(facts, capture);
        }
        if (command instanceof ShopCommand.Refund refund) {
            Money amount = Money.ofMinor(CurrencyUnit.of(refund.currency()), refund.amount());
            task = "Refund " + amount + " of " + order + " to its buyer, " + buyer + ". " + refund.reason() + ".";
        } else if (command instanceof ShopCommand.CancelLine cancel) {
            task = cancel.quantity() != null
                    ? cancelUnits(facts, cancel, order + " of " + buyer)
                    : "Cancel line " + cancel.lineId() + " ("
                            + facts.line().line().variantId().orElse("no variant") + ") of " + order + " of " + buyer
                            + " and refund what was paid for it. " + cancel.reason() + ".";
        } else {
            Money kept = facts.kept();
            task = "Cancel " + order + " of " + buyer + (kept.isPositive() ? " and refund " + kept : "") + ". "
                    + ((ShopCommand.CancelOrder) command).reason() + ".";
        }
        return task
                + (lost
                        ? " The shop reported this as done, but the order does not show it. Check the shop and the "
                                + "payment provider first. Gather"
                                + " does not request it again. If it was not done, do it by hand; Gather detects it."
                        : " The shop cannot do this automatically. Do it in the shop; Gather detects it.");
    }
}
