package shop.gather.referral.attribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import shop.gather.event.Events;
import shop.gather.order.intake.OrderProjection;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.referral.attribution.AttributionEvidence.Undecided;
import shop.gather.shop.clock.ShopClocks;

/** Decides once who gets credit for an order, under the order's lock, and emits the event. Thread-safe. */
@Singleton
public class Attributions implements OrderProjection {

    private final Transactions transactions;
    private final StoreSql sql;
    private final AttributionRows rows;
    private final Standings standings;
    private final AttributionEvidence evidence;
    private final ShopClocks clocks;
    private final Events events;

    @Inject
    Attributions(
            Transactions transactions,
            StoreSql sql,
            AttributionRows rows,
            Standings standings,
            AttributionEvidence evidence,
            ShopClocks clocks,
            Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = rows;
        this.standings = standings;
        this.evidence = evidence;
        this.clocks = clocks;
        this.events = events;
    }

    @Override
    public void apply(OrderRead read) {
        apply(List.of(read));
    }

    @Override
    public void apply(List<OrderRead> reads) {
        List<Standings.Placed> paid = reads.stream()
                .filter(read -> read.facts().paid())
                .map(read -> new Standings.Placed(
                        read, clocks.time(read.store(), read.order().placedAt())))
                .toList();
        if (paid.isEmpty()) {
            return;
        }
        StoreId store = reads.get(0).store();
        List<Standings.Standing> known = standings.of(store, paid);
        List<Undecided> undecided = IntStream.range(0, paid.size())
                .filter(i -> !known.get(i).decided())
                .mapToObj(i -> new Undecided(paid.get(i).read(), paid.get(i).at(), known.get(i)))
                .toList();
        if (!undecided.isEmpty()) {
            decide(store, undecided);
        }
    }

    private void decide(StoreId store, List<Undecided> orders) {
        List<AttributionRules.Case> cases = evidence.collect(store, orders);
        List<Object[]> decided = new ArrayList<>();
        List<AttributionEvent> credited = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Undecided order = orders.get(i);
            AttributionRules.Decision decision = AttributionRules.decide(cases.get(i));
            decided.add(new Object[] {
                order.orderId(),
                Ids.next(),
                order.read().member().orElse(null),
                decision.leader().orElse(null),
                decision.recruiter().orElse(null),
                order.standing().plan(),
                decision.evidence(),
                decision.reason()
            });
            decision.leader()
                    .ifPresent(leader -> credited.add(new AttributionEvent.OrderAttributed(
                            order.orderId(), leader, decision.evidence(), decision.reason())));
        }
        sql.batch(
                store,
                "insert into attribution (store_id, order_id, id, member_id, leader_id, recruiter_id, plan_id, evidence, reason,"
                        + " decided_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, now())",
                decided);
        events.emit(store, credited);
    }

    /** The attribution of an order; empty while it is not decided. */
    Optional<Attribution> of(StoreId store, String orderId) {
        return transactions.inStore(store, () -> rows.find(orderId));
    }

    /** A page of attributions, newest first. */
    Page<Attribution> page(StoreId store, String cursor, int limit) {
        return page(store, limit, () -> rows.newest(Page.before(cursor), limit + 1));
    }

    /** A page of a leader's attributions, newest first. */
    Page<Attribution> pageOf(StoreId store, LeaderId leader, String cursor, int limit) {
        return page(store, limit, () -> rows.newestOf(leader.value(), Page.before(cursor), limit + 1));
    }

    private Page<Attribution> page(StoreId store, int limit, Supplier<List<Attribution>> query) {
        return Page.of(transactions.inStore(store, query), limit, Attribution::id, attribution -> attribution);
    }
}
