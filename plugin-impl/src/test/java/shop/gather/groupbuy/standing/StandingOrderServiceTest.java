package shop.gather.groupbuy.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.place.PlacesTogether;
import shop.gather.groupbuy.standing.StandingOrder.Line;
import shop.gather.groupbuy.terms.Basket;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CommunityMembers;
import shop.gather.groupbuy.terms.EligibilityPolicy;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;

/** A community orders tea and eggs every week; a cycle has just opened. */
class StandingOrderServiceTest {

    private static final FurtherArticle EGGS = new FurtherArticle(
            "eggs", "Eggs", null, "https://shop.example", Money.parse("EUR 4.00"), SomeTerms.groupPrice("EUR 3.00"));

    private StoreDatabase database;
    private StoreId store;
    private CampaignId first;
    private CampaignId cycle;

    private static CampaignTerms terms(int places, EligibilityPolicy eligibility) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 2));
        return CampaignTerms.of(
                simple.price(),
                new GroupOrder(10, places, null),
                new Basket(5, 8),
                eligibility,
                simple.stock(),
                simple.schedule(),
                simple.payment(),
                simple.fulfilment());
    }

    private void aSeriesOn(StoreDatabase shared) {
        aSeriesOn(shared, terms(1_000, new Everyone()).with(List.of(EGGS)));
    }

    /** The first cycle is over, the second one has opened now. */
    private void aSeriesOn(StoreDatabase shared, CampaignTerms terms) {
        database = shared.anotherStore();
        store = database.store();
        first = aCampaign(terms, "-");
        write(
                "insert into campaign_series (store_id, id, template_id, rule, first_cut_off, opens_before_seconds, ahead,"
                        + " state, version, created_at) values (:store, ?, ?, 'FREQ=WEEKLY', now(), 3600, 1, 'ACTIVE', 0, now())",
                first,
                first);
        enter(first, "null");
        cycle = aCycle(terms);
    }

    private CampaignId aCycle(CampaignTerms terms) {
        CampaignId campaign = aCampaign(terms, "+");
        enter(campaign, "now()");
        return campaign;
    }

    private CampaignId aCampaign(CampaignTerms terms, String sign) {
        CampaignId id = new CampaignId(Ids.next());
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?,"
                        + " now() - interval '1' hour, now() " + sign
                        + " interval '1' minute, 'PUBLISHED', 'REBATE', 0, now())",
                id,
                TermsJson.write(terms.at(
                        new SchedulePolicy.Period(
                                Instant.now().minusSeconds(3_600),
                                Instant.now().plusSeconds(sign.equals("+") ? 60 : -60)),
                        terms.fulfilment())));
        return id;
    }

    private void enter(CampaignId campaign, String dueAt) {
        write(
                "insert into campaign_cycle (store_id, series_id, cut_off, campaign_id, state, orders_due_at, created_at)"
                        + " select c.store_id, cast(? as uuid), c.ends_at, c.id, 'PUBLISHED', " + dueAt + ", now()"
                        + " from campaign c where c.store_id = :store and c.id = ?",
                first,
                campaign);
    }

    private MemberId aMember() {
        MemberId member = new MemberId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                        + " values (:store, ?, 'Mia', now(), now())",
                member);
        return member;
    }

    /** Made before the cycle opened. */
    private MemberId aMemberWith(Line... lines) {
        MemberId member = aMember();
        orders().put(store, member, first, List.of(lines), null);
        write("update standing_order set created_at = now() - interval '1' day where store_id = :store");
        return member;
    }

    private StandingOrders orders() {
        return database.bean(StandingOrders.class);
    }

    private void serve() {
        database.bean(StandingOrderService.class).serve(store, cycle);
    }

    private void due() {
        write("update campaign_cycle set orders_due_at = now() where store_id = :store and campaign_id = ?", cycle);
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }

    private List<String> texts(String statement, Object... args) {
        return database.transactions()
                .inStore(store, () -> database.sql().list(store, statement, row -> row.getString("t"), args));
    }

    private List<String> places(MemberId member) {
        return texts(
                "select coalesce(chosen_variant_id, 'tea') || ' ' || quantity as t from participation"
                        + " where store_id = :store and member_id = ? and state = 'HELD' order by id",
                member);
    }

    private List<String> messages(MemberId member) {
        return texts("select kind as t from message where store_id = :store and member_id = ? order by kind", member);
    }

    @OnBothDatabases
    void whenACycleOpensThePlacesAreTakenAndTheMembersAreToldToPay(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMemberWith(new Line("tea", 2), new Line("eggs", 5));
        MemberId noah = aMemberWith(new Line("eggs", 1));
        MemberId zoe = aMember();
        serve();
        due();
        serve();
        assertThat(places(mia)).containsExactlyInAnyOrder("tea 2", "eggs 5");
        assertThat(places(noah)).containsExactly("eggs 1");
        assertThat(places(zoe)).isEmpty();
        assertThat(messages(mia)).containsExactly("STANDING_ORDER_READY");
        assertThat(texts("select cast(held as varchar(9)) as t from team where store_id = :store"))
                .containsExactly("3");
        assertThat(texts("select 'due' as t from campaign_cycle where store_id = :store and orders_due_at is not null"))
                .isEmpty();
    }

    /** The node was killed after the places were taken, and before the members were told. */
    @OnBothDatabases
    void aBatchThatIsRepeatedTakesNoSecondPlace(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMemberWith(new Line("tea", 2), new Line("eggs", 5));
        StandingOrder order = orders().get(store, mia, first);
        database.bean(PlacesTogether.class)
                .take(store, database.bean(Campaigns.class).offer(store, cycle), order.places(cycle));
        serve();
        assertThat(places(mia)).hasSize(2);
        assertThat(messages(mia)).containsExactly("STANDING_ORDER_READY");
    }

    @OnBothDatabases
    void nothingOfACycleIsKeptOnceAllItsOrdersAreServed(StoreDatabase shared) {
        aSeriesOn(shared);
        aMemberWith(new Line("tea", 2));
        serve();
        assertThat(texts("select outcome as t from standing_order_cycle where store_id = :store"))
                .isEmpty();
    }

    @OnBothDatabases
    void twoNodesTakeEachPlaceOnce(StoreDatabase shared) throws Exception {
        aSeriesOn(shared);
        List<MemberId> members = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            members.add(aMemberWith(new Line("tea", 1)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<?>> nodes = new ArrayList<>();
            for (StoreDatabase node : List.of(database, database.anotherNode())) {
                nodes.add(threads.submit(() -> {
                    start.await();
                    node.bean(StandingOrderService.class).serve(store, cycle);
                    return null;
                }));
            }
            for (Future<?> node : nodes) {
                node.get();
            }
        } finally {
            threads.shutdownNow();
        }
        due();
        serve();
        assertThat(members).allSatisfy(member -> {
            assertThat(places(member)).hasSize(1);
            assertThat(messages(member)).containsExactly("STANDING_ORDER_READY");
        });
    }

    @OnBothDatabases
    void aPausedOrderIsNotServed(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId paused = aMemberWith(new Line("tea", 1));
        MemberId back = aMemberWith(new Line("tea", 1));
        MemberId resumed = aMemberWith(new Line("tea", 1));
        orders().pause(store, paused, first, LocalDate.now().plusDays(30));
        orders().pause(store, back, first, LocalDate.now().minusDays(2));
        orders().pause(store, resumed, first, LocalDate.now().plusDays(30));
        orders().resume(store, resumed, first);
        serve();
        assertThat(places(paused)).isEmpty();
        assertThat(messages(paused)).isEmpty();
        assertThat(places(back)).hasSize(1);
        assertThat(places(resumed)).hasSize(1);
    }

    @OnBothDatabases
    void anOrderThatWasMadeAfterTheOpeningWaitsForTheNextCycle(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMember();
        orders().put(store, mia, first, List.of(new Line("tea", 1)), null);
        serve();
        assertThat(places(mia)).isEmpty();
    }

    @OnBothDatabases
    void anArticleThatIsGoneIsLeftOutAndTheMemberIsTold(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMemberWith(new Line("tea", 1), new Line("eggs", 1));
        MemberId noah = aMemberWith(new Line("eggs", 1));
        cycle = aCycle(terms(1_000, new Everyone()));
        serve();
        assertThat(places(mia)).containsExactly("tea 1");
        assertThat(messages(mia)).containsExactly("STANDING_ORDER_READY", "STANDING_ORDER_SKIPPED");
        assertThat(places(noah)).isEmpty();
        assertThat(messages(noah)).containsExactly("STANDING_ORDER_SKIPPED");
    }

    @OnBothDatabases
    void whoMayNotJoinOrFindsNoPlaceIsSkippedAndTheOthersAreServed(StoreDatabase shared) {
        UUID community = Ids.next();
        aSeriesOn(shared, terms(2, new CommunityMembers(community)));
        write(
                "insert into community (store_id, id, leader_id, name, version, created_at)"
                        + " values (:store, ?, ?, 'Tea lovers', 0, now())",
                community,
                database.leader());
        MemberId stranger = aMemberWith(new Line("tea", 1));
        List<MemberId> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            MemberId member = aMemberWith(new Line("tea", 1));
            members.add(member);
            write(
                    "insert into community_member (store_id, community_id, member_id, role, joined_at)"
                            + " values (:store, ?, ?, 'MEMBER', now())",
                    community,
                    member);
        }
        serve();
        assertThat(messages(stranger)).containsExactly("STANDING_ORDER_SKIPPED");
        assertThat(members.stream().filter(member -> places(member).size() == 1))
                .hasSize(2);
        assertThat(members.stream().filter(member -> messages(member).contains("STANDING_ORDER_SKIPPED")))
                .hasSize(1);
    }

    @OnBothDatabases
    void theNumberOfStatementsDoesNotGrowWithTheOrders(StoreDatabase shared) {
        aSeriesOn(shared);
        for (int i = 0; i < 5; i++) {
            aMemberWith(new Line("tea", 1));
        }
        int few = database.statementsOf(this::serve);
        cycle = aCycle(terms(1_000, new Everyone()));
        for (int i = 0; i < 40; i++) {
            aMemberWith(new Line("tea", 1));
        }
        assertThat(database.statementsOf(this::serve)).isLessThanOrEqualTo(few);
        assertThat(texts("select cast(held as varchar(9)) as t from team where store_id = :store and id = ?", cycle))
                .containsExactly("45");
    }

    @OnBothDatabases
    void itWaitsForACycleThatIsNotPublishedYet(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMemberWith(new Line("tea", 1));
        write("update campaign set state = 'PUBLISHING' where store_id = :store and id = ?", cycle);
        serve();
        assertThat(places(mia)).isEmpty();
        write("update campaign set state = 'PUBLISHED' where store_id = :store and id = ?", cycle);
        due();
        serve();
        assertThat(places(mia)).hasSize(1);
    }

    @OnBothDatabases
    void anErasedMemberHasNoOrderAnyMore(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMemberWith(new Line("tea", 1));
        orders().on(new MemberErased(store, mia));
        serve();
        assertThat(places(mia)).isEmpty();
        assertThatThrownBy(() -> orders().get(store, mia, first)).isInstanceOf(ProblemException.class);
    }

    @OnBothDatabases
    void ordersMoveWithAMergeUnlessTheRemainingMemberHasOne(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMemberWith(new Line("tea", 1));
        MemberId noah = aMember();
        MemberId zoe = aMemberWith(new Line("eggs", 1));
        database.transactions().inStore(store, () -> orders().on(new MembersMerged(store, mia, noah, true)));
        assertThat(orders().get(store, noah, first).lines()).containsExactly(new Line("tea", 1));
        database.transactions().inStore(store, () -> orders().on(new MembersMerged(store, noah, zoe, true)));
        assertThat(orders().get(store, zoe, first).lines()).containsExactly(new Line("eggs", 1));
        assertThat(orders().page(store, noah, null, 10).items()).isEmpty();
    }

    @OnBothDatabases
    void whatTheCampaignDoesNotSellIsRefused(StoreDatabase shared) {
        aSeriesOn(shared);
        MemberId mia = aMember();
        for (List<Line> wrong : List.of(
                List.of(new Line("coffee", 1)),
                List.of(new Line("tea", 6)),
                List.of(new Line("tea", 1), new Line("tea", 1)),
                List.of(new Line("tea", 5), new Line("eggs", 4)))) {
            assertThatThrownBy(() -> orders().put(store, mia, first, wrong, null))
                    .as("%s", wrong)
                    .isInstanceOf(ProblemException.class);
        }
        write("update campaign_series set state = 'ENDED' where store_id = :store");
        assertThatThrownBy(() -> orders().put(store, mia, first, List.of(new Line("tea", 1)), null))
                .hasMessageContaining("ended");
    }
}
