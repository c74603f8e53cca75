package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.OrderDuties.Duty;
import shop.gather.host.Alarms;
import shop.gather.host.ShopCommand;
import shop.gather.host.ShopCommands;
import shop.gather.platform.StoreId;

/**
 * What a person must do in the shop because the shop did not do it for Gather: an alarm that names order, buyer and amount. It says after each read of the order what is left to do,
 * and is closed when nothing is. Runs in the transaction that applies the read. Thread-safe.
 */
@Singleton
class ShopTasks {

    private static final Set<String> BY_HAND = Set.of("cancel-order:", "cancel-line:", "refund:", "rebate:");

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
     */
    void update(StoreId store, OrderFacts facts, List<Duty> duties, Map<String, ShopCommands.State> ended) {
        Map<String, Duty> open = duties.stream().collect(Collectors.toMap(Duty::key, duty -> duty));
        ended.forEach((key, state) -> {
            if (BY_HAND.stream().noneMatch(key::startsWith)) {
                return;
            }
            // What a rebate leaves open is a person's also where the shop has paid its part: it is asked for once.
            boolean aPersons = state == ShopCommands.State.REFUSED || key.startsWith("rebate:");
            if (aPersons && !open.containsKey(key)) {
                alarms.settle(store, ShopCommands.alarmKey(key));
            } else if (aPersons) {
                ShopCommand command = open.get(key).command();
                alarms.restate(store, ShopCommands.alarmKey(key), kind(key), describe(facts, command));
            }
        });
    }

    private static String kind(String key) {
        if (key.startsWith("rebate:")) {
            return "rebate-to-pay";
        }
        return key.startsWith("refund:") ? "refund-to-pay" : "order-to-cancel";
    }

    private static String describe(OrderFacts facts, ShopCommand command) {
        String order = "order " + facts.order().number();
        String buyer = facts.order()
                .customerId()
                .map(customer -> "customer " + customer)
                .orElse("a guest");
        String task;
        if (command instanceof ShopCommand.Refund refund) {
            Money amount = Money.ofMinor(CurrencyUnit.of(refund.currency()), refund.amount());
            task = "Refund " + amount + " of " + order + " to its buyer, " + buyer + ". " + refund.reason() + ".";
        } else if (command instanceof ShopCommand.CancelLine cancel) {
            task = "Cancel line " + cancel.lineId() + " (" + facts.line().variantId() + ") of " + order + " of " + buyer
                    + " and give back what was paid for it. " + cancel.reason() + ".";
        } else {
            Money kept = facts.captured().minus(facts.refunded());
            task = "Cancel " + order + " of " + buyer + (kept.isPositive() ? " and refund " + kept : "") + ". "
                    + ((ShopCommand.CancelOrder) command).reason() + ".";
        }
        return task + " The shop does not do it by itself; do it there, and Gather sees it done.";
    }
}
