package shop.gather.referral.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.StoreDatabase;
import shop.gather.link.LinkId;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.referral.PlanId;
import shop.gather.referral.commission.AnOrder;

/** Who gets credit is decided by what held when the order was placed. */
class EvidenceOfItsTimeTest {

    private static final Instant NOW = Instant.now();
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(2));
    private static final Instant PLACED = NOW.minus(Duration.ofDays(1));

    private static StoreDatabase shared;

    private StoreDatabase database;
    private LeaderId anna;
    private LeaderId otto;

    @BeforeAll
    static void open() {
        shared = StoreDatabase.fresh();
    }

    @BeforeEach
    void store() {
        database = shared.anotherStore();
        anna = database.leader();
        otto = database.leader();
        connected(NOW.minus(Duration.ofDays(400)));
    }

    @Test
    void aCodeGivenTodayEarnsNothingForAnOldOrder() {
        coupon("ANNA10", anna, NOW, null);

        assertThat(decide(guestOrder()).leaderId()).isNull();
    }

    @Test
    void aCodeThatWentToAnotherLeaderMeanwhileEarnsForWhoHadIt() {
        coupon("ANNA10", anna, BEFORE, NOW);
        coupon("ANNA10", otto, NOW, null);

        assertThat(decide(guestOrder()).leaderId()).isEqualTo(anna);
    }

    @Test
    void aLeaderEarnsNothingForWhatSheBuysAsAGuestUnderHerEmailAddress() {
        coupon("ANNA10", anna, BEFORE, null);
        write(
                "update member set email = 'anna@example.test' where store_id = :store and id = (select member_id from leader"
                        + " where store_id = :store and id = ?)",
                anna);

        assertThat(decide(guest("own", "Anna@Example.test ")).reason()).contains("who bought it herself");
        assertThat(decide(guest("other", "mia@example.test")).leaderId()).isEqualTo(anna);
    }

    @Test
    void anOrderFromBeforeTheStoreWasConnectedEarnsNobodyAnything() {
        coupon("ANNA10", anna, BEFORE, null);
        connected(NOW);

        Attribution decided = decide(guestOrder());

        assertThat(decided.leaderId()).isNull();
        assertThat(decided.reason()).contains("before the store was connected");
    }

    @Test
    void aLeaderWhoIsSuspendedAfterTheOrderKeepsItsCredit() {
        coupon("ANNA10", anna, BEFORE, null);
        suspended(anna, NOW, null);

        assertThat(decide(guestOrder()).leaderId()).isEqualTo(anna);
    }

    @Test
    void aLeaderWhoWasSuspendedAtTheTimeOfTheOrderGetsNoCreditAlsoWhenReinstatedSince() {
        coupon("ANNA10", anna, BEFORE, null);
        suspended(anna, BEFORE, NOW);

        Attribution decided = decide(guestOrder());

        assertThat(decided.leaderId()).isNull();
        assertThat(decided.reason()).contains("suspended");
    }

    @Test
    void ofTwoBondsTheOneInForceAtTheTimeOfTheOrderCounts() {
        MemberId buyer = member();
        bond(buyer, anna, BEFORE, PLACED.plusSeconds(3_600));
        bond(buyer, otto, PLACED.plusSeconds(7_200), NOW.plus(Duration.ofDays(90)));

        assertThat(decide(orderOf(buyer)).leaderId()).isEqualTo(anna);
    }

    @Test
    void aBondByALinkThatWasDisabledAtTheTimeOfTheOrderDoesNotCount() {
        MemberId buyer = member();
        LinkId link = link(anna);
        bond(buyer, anna, link, BEFORE, NOW.plus(Duration.ofDays(90)));
        disabled(link, BEFORE.plusSeconds(60), NOW);

        assertThat(decide(orderOf(buyer)).reason()).contains("whose link was disabled then");
    }

    @Test
    void aBondByALinkThatIsDisabledAfterTheOrderCounts() {
        MemberId buyer = member();
        LinkId link = link(anna);
        bond(buyer, anna, link, BEFORE, NOW.plus(Duration.ofDays(90)));
        disabled(link, NOW, null);

        assertThat(decide(orderOf(buyer)).leaderId()).isEqualTo(anna);
    }

    @Test
    void thePlanInForceAtTheTimeOfTheOrderCounts() {
        PlanId old = plan(BEFORE, NOW);
        plan(NOW, null);

        assertThat(decide(guestOrder()).planId()).isEqualTo(old);
    }

    @Test
    void anOrderFromBeforeTheFirstPlanHasNone() {
        plan(NOW, null);

        assertThat(decide(guestOrder()).planId()).isNull();
    }

    private Attribution decide(OrderRead read) {
        Attributions attributions = database.bean(Attributions.class);
        database.transactions().inStore(database.store(), () -> attributions.apply(read));
        return attributions.of(database.store(), read.order().orderId()).orElseThrow();
    }

    private OrderRead guestOrder() {
        return OrderRead.of(
                database.store(),
                AnOrder.of()
                        .line(1_000, 0)
                        .placedAt(PLACED)
                        .coupon("anna10")
                        .paid()
                        .snapshot(),
                Optional.empty());
    }

    private OrderRead guest(String orderId, String email) {
        return OrderRead.of(
                database.store(),
                AnOrder.of()
                        .called(orderId)
                        .line(1_000, 0)
                        .placedAt(PLACED)
                        .coupon("anna10")
                        .byGuest(email)
                        .paid()
                        .snapshot(),
                Optional.empty());
    }

    private OrderRead orderOf(MemberId buyer) {
        return OrderRead.of(
                database.store(),
                AnOrder.of().line(1_000, 0).placedAt(PLACED).paid().snapshot(),
                Optional.of(buyer));
    }

    private void connected(Instant at) {
        write("delete from shop_connection where store_id = :store");
        write(
                "insert into shop_connection (store_id, adapter_id, settings, fingerprint, shop_name, currency, "
                        + "prices_include_tax, capabilities,"
                        + " version, connected_at) values (:store, 'a', '', 'f', 'Shop', 'EUR', true, '', 0, ?)",
                at);
    }

    private void coupon(String code, LeaderId leader, Instant from, Instant until) {
        write(
                "insert into leader_coupon (store_id, id, code, leader_id, current_code, valid_from, valid_until) "
                        + "values (:store, ?, ?, ?, ?, ?, ?)",
                Ids.next(),
                code,
                leader,
                until == null ? code : null,
                from,
                until);
    }

    private void suspended(LeaderId leader, Instant from, Instant until) {
        write(
                "insert into leader_suspension (store_id, id, leader_id, suspended_at, reinstated_at) values (:store, ?, ?, ?, ?)",
                Ids.next(),
                leader,
                from,
                until);
    }

    private MemberId member() {
        MemberId member = new MemberId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, 'Mia', now(), now())",
                member);
        return member;
    }

    private void bond(MemberId member, LeaderId leader, Instant from, Instant until) {
        bond(member, leader, null, from, until);
    }

    private void bond(MemberId member, LeaderId leader, LinkId link, Instant from, Instant until) {
        write(
                "insert into referral (store_id, member_id, leader_id, link_id, evidence, bound_at, expires_at) "
                        + "values (:store, ?, ?, ?, 'LINK', ?, ?)",
                member,
                leader,
                link,
                from,
                until);
    }

    private LinkId link(LeaderId leader) {
        LinkId link = new LinkId(Ids.next());
        write(
                "insert into group_link (store_id, id, code, leader_id, target, live, version, created_at) values "
                        + "(:store, ?, ?, ?, 'https://shop.example', true, 0, now())",
                link,
                link.toString(),
                leader);
        return link;
    }

    private void disabled(LinkId link, Instant from, Instant until) {
        write(
                "insert into group_link_outage (store_id, id, link_id, disabled_at, enabled_at) values (:store, ?, ?, ?, ?)",
                Ids.next(),
                link,
                from,
                until);
    }

    private PlanId plan(Instant from, Instant until) {
        PlanId plan = new PlanId(Ids.next());
        write(
                "insert into commission_plan (store_id, id, name, level1_basis_points, level2_basis_points, "
                        + "rounding, credit_earns, freeze_period, referral_period,"
                        + " current_store_id, created_at, replaced_at) values (:store, ?, 'Plan', 800, 0, 'DOWN', "
                        + "true, 'P14D', 'P90D', ?, ?, ?)",
                plan,
                until == null ? database.store().value() : null,
                from,
                until);
        return plan;
    }

    private void write(String statement, Object... args) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, args));
    }
}
