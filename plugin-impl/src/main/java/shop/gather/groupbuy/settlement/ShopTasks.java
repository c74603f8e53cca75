package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
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
 * What a person must do in the shop because the shop did not do it for Gather, or because what it did is lost: an alarm
 * that names order, buyer and amount. It says after each read of the order what is left to do, and is closed when
 * nothing is. Runs in the transaction that applies the read. Thread-safe.
 */
@Singleton
class ShopTasks {

    private final Alarms alarms;

    @Inject
    ShopTasks(Alarms alarms) {
        this.alarms = alarms;
    }

    /**
     * Brings the tasks of an order up to date.
     *
     * @param duties what is to be done by the order as it was just read
     * @param ended how those that were asked of the shop ended there
     * @return when to read the order again, because the shop has done what it does not show yet: of several the first
     *     such time
     */
    Optional<Instant> update(StoreId store, PlaceFacts facts, List<Duty> duties, Map<CommandKey, Ended> ended) {
        Map<CommandKey, Duty> open = duties.stream().collect(Collectors.toMap(Duty::key, duty -> duty));
        Optional<Instant> again = Optional.empty();
        for (var command : ended.entrySet()) {
            CommandKey key = command.getKey();
            Ended end = command.getValue();
            if (!isFollowedUp(key.purpose(), end)) {
                continue;
            }
            // What a rebate leaves open is a person's also where the shop has paid its part: it is asked for once.
            boolean aPersons = end.state() == State.REFUSED
                    || end.overdue()
                    || (key.purpose() == Purpose.REBATE && (facts.shows(key) || !open.containsKey(key)));
            // The shop keeps a refund that it would not pay: nothing is owed by its amount, and the money is still
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
     * A capture that the shop refuses is followed up elsewhere ({@link DeclinedPayments}). One that it calls done must
     * show in the order: some payment gateways fail without telling the shop.
     */
    private static boolean isFollowedUp(Purpose purpose, Ended end) {
        return purpose.cancels() || purpose.refunds() || purpose.captures() && end.state() == State.DONE;
    }

    /** What a command was to do is not to be done any more. */
    void over(StoreId store, CommandKey key) {
        alarms.settle(store, ShopCommands.alarmKey(key));
    }

    /** A rebate waits for what only a person can bring about: {@link SettlementPlan#rebateWaits}. */
    void rebateWaits(StoreId store, UUID place, PlaceFacts facts, Rebate rebate) {
        alarms.restate(
                store,
                waiting(place),
                "rebate-waits",
                "The team has succeeded, and " + rebate.open() + " of order "
                        + facts.order().number() + " are to come back to its buyer, " + buyer(facts)
                        + ". Gather waits with it because only " + facts.captured() + " of " + facts.due()
                        + " were taken and nothing else is authorized. Take the rest in the shop, or refund by hand "
                        + "what the buyer is still owed;"
                        + " Gather sees either.");
    }

    void rebateWaitsNoMore(StoreId store, UUID place) {
        alarms.settle(store, waiting(place));
    }

    private static String waiting(UUID place) {
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
        return purpose == Purpose.REBATE ? "rebate-to-pay" : "refund-to-pay";
    }

    private static String cancelUnits(PlaceFacts facts, ShopCommand.CancelLine cancel, String order) {
        String units = cancel.quantity().toPlainString();
        Money worth = facts.units().worth();
        String rest = facts.line().line().quantity().subtract(cancel.quantity()).toPlainString();
        return "Cancel " + units + " of the "
                + facts.line().line().quantity().toPlainString() + " units on line " + cancel.lineId() + " ("
                + facts.line().line().variantId().orElse("no variant") + ") of " + order
                + " and give back what was paid for them, "
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
                + " Gather does not ask for it again, and closes this when the order shows the money.";
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
                            + " and give back what was paid for it. " + cancel.reason() + ".";
        } else {
            Money kept = facts.kept();
            task = "Cancel " + order + " of " + buyer + (kept.isPositive() ? " and refund " + kept : "") + ". "
                    + ((ShopCommand.CancelOrder) command).reason() + ".";
        }
        return task
                + (lost
                        ? " The shop said that it was done, but the order does not show it. Look there and at the "
                                + "payment provider first. Gather"
                                + " does not ask for it again; if it was not done, do it by hand, and Gather sees it done."
                        : " The shop does not do it by itself; do it there, and Gather sees it done.");
    }
}
