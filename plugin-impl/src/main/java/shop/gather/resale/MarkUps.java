package shop.gather.resale;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.settlement.LineMarkUp;
import shop.gather.groupbuy.settlement.ResoldOrder;
import shop.gather.groupbuy.settlement.TeamOrders;
import shop.gather.groupbuy.settlement.TeamOrders.TeamLine;
import shop.gather.ledger.PayeeId;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.referral.commission.CommissionPlans;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.OrderSnapshot;

/**
 * Records what each order earns by its latest snapshot for the leaders who resell its campaigns. {@link MarkUpPosting}
 * posts it in a transaction of its own: the order's commissions lock the balances of other payees, and in one transaction
 * two orders could wait for each other. Runs only for orders with a place in such a campaign; no other order costs a
 * statement. Thread-safe.
 */
@Singleton
class MarkUps {

    private static final int LONGEST_NUMBER = 100;

    private final MarkUpRows rows;
    private final TeamOrders teams;
    private final CommissionPlans plans;
    private final Alarms alarms;
    private final DatabaseClock clock;

    @Inject
    MarkUps(MarkUpRows rows, TeamOrders teams, CommissionPlans plans, Alarms alarms, DatabaseClock clock) {
        this.rows = rows;
        this.teams = teams;
        this.plans = plans;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** What an order earns for the leader of one campaign. */
    private record Earned(LeaderId leader, Money amount) {

        Earned plus(Earned other) {
            return new Earned(leader, amount.plus(other.amount));
        }
    }

    /** Runs under the order's lock. */
    void on(@Observes ResoldOrder resold) {
        StoreId store = resold.read().store();
        OrderSnapshot order = resold.read().order();
        List<MarkUp> known = rows.lock(store, order.orderId());
        String alarm = "mark-up-currency-changed:" + order.orderId();
        if (known.stream().anyMatch(markUp -> !markUp.owed().getCurrencyUnit().equals(order.currency()))) {
            alarms.raise(
                    store,
                    alarm,
                    "order-currency-changed",
                    "Order " + order.number() + " is now in " + order.currency()
                            + ", but a leader's mark-up on it is in another currency. Amounts are not converted: correct"
                            + " the leader's balance by an adjustment.");
            return;
        }
        if (!known.isEmpty()) {
            alarms.settle(store, alarm);
        }
        Map<CampaignId, Earned> earned = earned(resold.read());
        for (MarkUp markUp : known) {
            Money owed = Optional.ofNullable(earned.remove(markUp.campaign()))
                    .map(Earned::amount)
                    .orElseGet(() -> Money.zero(order.currency()));
            if (!owed.equals(markUp.owed())) {
                rows.owe(store, markUp.id(), owed);
            }
        }
        // A mark-up that earns nothing yet is not opened.
        earned.values().removeIf(one -> one.amount().isZero());
        if (!earned.isEmpty()) {
            Instant releaseAt = clock.now().plus(plans.freezePeriod(store).orElseThrow());
            earned.forEach((campaign, one) -> rows.insert(store, opened(order, campaign, one, releaseAt)));
        }
    }

    private static MarkUp opened(OrderSnapshot order, CampaignId campaign, Earned earned, Instant releaseAt) {
        return new MarkUp(
                new MarkUpId(Ids.next()),
                order.orderId(),
                order.number()
                        .substring(0, Math.min(LONGEST_NUMBER, order.number().length())),
                campaign,
                PayeeId.of(earned.leader()),
                earned.amount(),
                Money.zero(order.currency()),
                0,
                MarkUp.State.PENDING,
                releaseAt);
    }

    private Map<CampaignId, Earned> earned(OrderRead read) {
        Map<CampaignId, Earned> earned = new HashMap<>();
        for (TeamLine line : teams.teamLines(read)) {
            line.added().ifPresent(added -> earned.merge(added.campaign(), of(read, line, added), Earned::plus));
        }
        return earned;
    }

    private static Earned of(OrderRead read, TeamLine line, LineMarkUp added) {
        return new Earned(
                added.leader(), line.markUp(read.facts().line(line.lineId()).orElseThrow()));
    }
}
