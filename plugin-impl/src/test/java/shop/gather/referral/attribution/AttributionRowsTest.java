package shop.gather.referral.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.Page;
import shop.gather.referral.PlanId;

/** Attributions as people ask for them: of one store, also where another store's order has the same id. */
class AttributionRowsTest {

    @OnBothDatabases
    void anAttributionIsReadAsItWasDecided(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase elsewhere = database.anotherStore();
        LeaderId leader = new LeaderId(Ids.next());
        LeaderId recruiter = new LeaderId(Ids.next());
        PlanId plan = new PlanId(Ids.next());
        MemberId buyer = new MemberId(Ids.next());
        UUID id = decide(database, "order-1", buyer, leader, recruiter, plan, Evidence.Kind.CLICK);
        decide(elsewhere, "order-1", null, null, null, null, Evidence.Kind.NONE);

        Attribution read = of(database, "order-1");
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.orderId()).isEqualTo("order-1");
        assertThat(read.memberId()).isEqualTo(buyer);
        assertThat(read.leaderId()).isEqualTo(leader);
        assertThat(read.recruiterId()).isEqualTo(recruiter);
        assertThat(read.planId()).isEqualTo(plan);
        assertThat(read.evidence()).isEqualTo(Evidence.Kind.CLICK);
        assertThat(read.reason()).isEqualTo("because");
        assertThat(read.decidedAt()).isNotNull();
        Attribution theirs = of(elsewhere, "order-1");
        assertThat(theirs.leaderId()).isNull();
        assertThat(theirs.planId()).isNull();
        assertThat(theirs.evidence()).isEqualTo(Evidence.Kind.NONE);
        assertThat(database.bean(Attributions.class).of(database.store(), "order-2"))
                .isEmpty();
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEndedAndKeepWhatWasAskedFor(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        Attributions attributions = database.bean(Attributions.class);
        LeaderId leader = new LeaderId(Ids.next());
        for (int i = 0; i < 4; i++) {
            LeaderId credited = i == 1 ? null : leader;
            decide(database, "order-" + i, null, credited, null, null, Evidence.Kind.BOND);
        }
        Page<Attribution> all = attributions.page(database.store(), null, 3);
        assertThat(all.items()).extracting(Attribution::orderId).containsExactly("order-3", "order-2", "order-1");
        assertThat(attributions.page(database.store(), all.next(), 3).items())
                .extracting(Attribution::orderId)
                .containsExactly("order-0");
        Page<Attribution> hers = attributions.pageOf(database.store(), leader, null, 2);
        assertThat(hers.items()).extracting(Attribution::orderId).containsExactly("order-3", "order-2");
        assertThat(attributions.pageOf(database.store(), leader, hers.next(), 2).items())
                .extracting(Attribution::orderId)
                .containsExactly("order-0");
        StoreDatabase elsewhere = database.anotherStore();
        assertThat(attributions.page(elsewhere.store(), null, 3).items()).isEmpty();
        assertThat(attributions.pageOf(elsewhere.store(), leader, null, 3).items())
                .isEmpty();
        assertThat(database.statementsOf(() -> attributions.pageOf(database.store(), leader, null, 3)))
                .isEqualTo(1);
    }

    private static Attribution of(StoreDatabase database, String order) {
        return database.bean(Attributions.class).of(database.store(), order).orElseThrow();
    }

    private static UUID decide(
            StoreDatabase database,
            String order,
            MemberId buyer,
            LeaderId leader,
            LeaderId recruiter,
            PlanId plan,
            Evidence.Kind evidence) {
        UUID id = Ids.next();
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(
                        database.store(),
                        "insert into attribution (store_id, order_id, id, member_id, leader_id, recruiter_id, plan_id,"
                                + " evidence, reason, decided_at) values (:store, ?, ?, ?, ?, ?, ?, ?, 'because', now())",
                        order,
                        id,
                        buyer,
                        leader,
                        recruiter,
                        plan,
                        evidence));
        return id;
    }
}
