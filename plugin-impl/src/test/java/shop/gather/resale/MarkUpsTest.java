package shop.gather.resale;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.time.Duration;
import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.settlement.PlacesOnDatabase;
import shop.gather.groupbuy.settlement.ResoldOrder;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Statements;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.referral.commission.CreditedOrders;
import shop.gather.spi.OrderSnapshot.LineKind;

/** What an order of a resold campaign earns: 10.00 of which the leader has added 1.00; commission is 10 %. */
class MarkUpsTest {

    private PlacesOnDatabase place;
    private StoreDatabase database;
    private StoreId store;
    private CreditedOrders commissions;
    private LeaderId leader;

    private void aConfirmedPlaceOn(StoreDatabase shared) {
        place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.CONFIRMED);
        database = place.database();
        store = database.store();
        commissions = new CreditedOrders(database, 1_000, 0, Duration.ofDays(14));
        leader = database.leader();
        place.on(SomeTerms.team("EUR 10.00", 2).with(new ResalePolicy.Resold(leader.value(), Money.parse("EUR 1.00"))));
        write(
                "insert into community (store_id, id, leader_id, name, version, created_at) values (:store, ?, ?, 'Tea friends',"
                        + " 0, now())",
                Ids.next(),
                leader);
        write(
                "insert into resale (store_id, campaign_id, original_id, leader_id, community_id, active, currency, earned,"
                        + " created_at) select c.store_id, c.id, c.id, ?, m.id, true, 'EUR', 0, now() from campaign c"
                        + " join community m on m.store_id = c.store_id where c.store_id = :store",
                leader);
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }

    /** As the projections do it; nobody observes events here. */
    private void read(AnyOrder order) {
        OrderRead read = place.readOf(order);
        database.transactions()
                .inStore(store, () -> database.bean(MarkUps.class).on(new ResoldOrder(read)));
        commissions.read(read);
    }

    private List<MarkUpId> markUps() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select id from mark_up where store_id = :store",
                        row -> StoreSql.id(row, "id", MarkUpId::new)));
    }

    private void post() {
        markUps().forEach(id -> database.bean(MarkUpPosting.class).post(store, id));
    }

    private String balance(boolean pending) {
        return database.bean(Statements.class).balances(store, PayeeId.of(leader)).stream()
                .map(found -> (pending ? found.pending() : found.available()).amount())
                .findFirst()
                .orElse("none");
    }

    private String earned() {
        return database.transactions()
                .inStore(store, () -> database.sql()
                        .list(store, "select earned from resale where store_id = :store", row -> row.getLong("earned")))
                .toString();
    }

    private static AnyOrder paid() {
        // 19 % of tax are in it.
        return inEuro().line("tea", LineKind.ARTICLE, "1", "0", 840, 160).captured(1_000);
    }

    @OnBothDatabases
    void theMarkUpIsPostedOnceWithoutItsTax(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        read(paid());
        post();
        assertThat(balance(true)).isEqualTo("0.84");
        read(paid());
        post();

        assertThat(balance(true)).isEqualTo("0.84");
        assertThat(markUps()).hasSize(1);
        assertThat(earned()).isEqualTo("[84]");
    }

    @OnBothDatabases
    void theCommissionIsComputedFromTheRest(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        LeaderId seller = database.leader();
        commissions.credit("7", seller, null);

        read(paid());

        assertThat(database.bean(Statements.class).balances(store, PayeeId.of(seller)))
                .singleElement()
                .satisfies(balances -> assertThat(balances.pending().amount()).isEqualTo("0.75"));
    }

    @OnBothDatabases
    void aRefundReversesItInProportion(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        read(paid());
        post();

        read(paid().refundLine("l1", 500));
        post();
        assertThat(balance(true)).isEqualTo("0.42");
        read(paid().refundLine("l1", 1_000));
        post();
        assertThat(balance(true)).isEqualTo("0.00");
        assertThat(earned()).isEqualTo("[0]");
    }

    @OnBothDatabases
    void aRefundBeforeTheFirstPostingLeavesNothingToPost(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        read(paid());
        read(paid().refundLine("l1", 1_000));

        post();

        assertThat(balance(true)).isEqualTo("none");
    }

    /** What leaders will be told has become available, in cents. */
    private List<Long> summarized() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select amount from earning_summary where store_id = :store",
                        row -> row.getLong("amount")));
    }

    @OnBothDatabases
    void itIsReleasedOnceAfterTheFreezePeriod(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        read(paid());
        post();
        write("update mark_up set release_at = now() - interval '1' day where store_id = :store");

        post();
        post();

        assertThat(balance(true)).isEqualTo("0.00");
        assertThat(balance(false)).isEqualTo("0.84");
        assertThat(summarized()).as("told at the end of the day").containsExactly(84L);
        read(paid().refundLine("l1", 1_000));
        post();
        assertThat(balance(false)).as("refunded after the release").isEqualTo("0.00");
    }

    @OnBothDatabases
    void anOrderWithAMarkUpCostsThreeStatementsMoreEachTimeThatItIsRead(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        read(paid());
        ResoldOrder again = new ResoldOrder(place.readOf(paid()));

        assertThat(database.statementsOf(() -> database.transactions()
                        .inStore(store, () -> database.bean(MarkUps.class).on(again))))
                .isEqualTo(3);
    }

    @OnBothDatabases
    void anOrderThatNoLongerHasTheLineEarnsNothing(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        read(paid());
        post();

        read(inEuro().line("cup", LineKind.ARTICLE, "1", "0", 840, 160).captured(1_000));
        post();

        assertThat(balance(true)).isEqualTo("0.00");
    }

    @OnBothDatabases
    void anOrderInAnotherCurrencyIsATaskForTheOwner(StoreDatabase shared) {
        aConfirmedPlaceOn(shared);
        read(paid());
        post();

        read(AnyOrder.in("USD")
                .line("tea", LineKind.ARTICLE, "1", "0", 840, 160)
                .captured(1_000));

        assertThat(place.tasks()).extracting(alarm -> alarm.message()).anyMatch(text -> text.contains("mark-up"));
        assertThat(balance(true)).isEqualTo("0.84");
    }
}
