package shop.gather.resale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignClosed;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.recruitment.LeaderStateChanged;
import shop.gather.referral.commission.CreditedOrders;
import shop.gather.resale.Resale.Ending;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.VariantSnapshot;

/** The life of a resale. The shop sells the tea for 12.99, the owner in teams for 10.00. */
class ResalesTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private StoreDatabase database;
    private StoreDatabase otherNode;
    private StoreId store;
    private Resales resales;
    private String variant;
    private CampaignId original;
    private LeaderId leader;
    private UUID community;

    private void aLeaderOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        otherNode = database.anotherNode();
        SchedulingWithoutServer.on(database);
        SchedulingWithoutServer.on(otherNode);
        database.bean(Connections.class)
                .save(store, ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
        new CreditedOrders(database, 800, 200, Duration.ofDays(14));
        variant = "tea-" + store;
        sellsAt("EUR 12.99");
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 2));
        original = SomeCampaigns.draft(
                database,
                simple.at(new SchedulePolicy.Period(NOW, NOW.plus(2, ChronoUnit.DAYS)), simple.fulfilment())
                        .with(new ResalePolicy.ByLeaders(Money.parse("EUR 2.00"))),
                variant);
        write("update campaign set state = 'PUBLISHED', price_by = 'OFFER' where store_id = :store");
        leader = database.leader();
        community = aCommunity();
        resales = database.bean(Resales.class);
    }

    private UUID aCommunity() {
        UUID id = Ids.next();
        write(
                "insert into community (store_id, id, leader_id, name, version, created_at) values (:store, ?, ?, 'Tea friends',"
                        + " 0, now())",
                id,
                leader);
        return id;
    }

    private void sellsAt(String price) {
        ScriptedAdapter.sells(
                variant,
                () -> Optional.of(
                        new VariantSnapshot(variant, "1", "Tea", "", Money.parse(price), OptionalInt.of(40), true)));
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }

    private Resales.Prepared prepared(StoreDatabase node, UUID where) {
        return node.bean(Resales.class)
                .prepare(store, leader, new ResalePlan(original, where, Money.parse("EUR 0.50"), Map.of()));
    }

    private CampaignId offer(StoreDatabase node, Resales.Prepared prepared) {
        return node.transactions()
                .inStore(store, () -> node.bean(Resales.class).offer(store, leader, prepared, "member:test"))
                .resale()
                .campaign();
    }

    private CampaignId offered() {
        return offer(database, prepared(database, community));
    }

    private void advance(StoreDatabase node, CampaignId resale) {
        node.bean(ResaleUpkeep.class).advance(store, resale);
    }

    private Resale resale(CampaignId id) {
        return resales.get(store, id).resale();
    }

    private Standing standing(CampaignId id) {
        return database.bean(CampaignCopies.class).standings(store, List.of(id)).get(id);
    }

    private long campaigns() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(store, "select id from campaign where store_id = :store", row -> 1)
                .size());
    }

    /** As the owner does it; nobody observes events here. */
    private void close(CampaignId campaign) {
        database.transactions().inStore(store, () -> {
            SomeCampaigns.close(database, campaign);
            resales.on(new CampaignClosed(store, campaign));
        });
    }

    private void assertRefused(Runnable what, ProblemCode code) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @OnBothDatabases
    void theCampaignIsACopyForTheCommunityAtThePriceWithTheMarkUp(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        assertThat(standing(resale)).isEqualTo(Standing.DRAFT);
        advance(database, resale);

        assertThat(standing(resale)).as("the shop is asked for the price").isEqualTo(Standing.WAITING);
        CampaignTerms terms = resales.get(store, resale).campaign().terms();
        assertThat(terms.checkoutPrice()).isEqualTo(Money.parse("EUR 10.50"));
        assertThat(terms.eligibility().audience().orElseThrow().key()).isEqualTo("community:" + community);
    }

    @OnBothDatabases
    void aResaleWhoseNodeWasKilledBeforeItWasPublishedIsPublishedByAnother(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();

        advance(otherNode, resale);

        assertThat(standing(resale)).isEqualTo(Standing.WAITING);
        assertThat(dueRows()).as("nothing is due any more").isZero();
    }

    private long dueRows() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(store, "select 1 from resale where store_id = :store and due_at is not null", row -> 1)
                .size());
    }

    @OnBothDatabases
    void aCampaignIsOfferedOnceInACommunityHoweverOftenItIsAskedForAtTheSameTime(StoreDatabase shared)
            throws Exception {
        aLeaderOn(shared);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<CampaignId>> all = new ArrayList<>();
        for (StoreDatabase node : List.of(database, otherNode, database, otherNode)) {
            Resales.Prepared prepared = prepared(node, community);
            all.add(threads.submit(() -> {
                start.await();
                return offer(node, prepared);
            }));
        }
        threads.shutdown();
        int made = 0;
        for (Future<CampaignId> one : all) {
            try {
                one.get();
                made++;
            } catch (ExecutionException refused) {
                assertThat(refused.getCause())
                        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                                .isEqualTo(ProblemCode.ALREADY_EXISTS));
            }
        }

        assertThat(made).isEqualTo(1);
        assertThat(campaigns()).as("no draft is left behind").isEqualTo(2);
        offer(database, prepared(database, aCommunity()));
        assertThat(campaigns()).as("another community").isEqualTo(3);
    }

    @OnBothDatabases
    void aResaleIsClosedWithTheOriginalAlsoAfterACrash(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        advance(database, resale);

        close(original);
        assertThat(resale(resale).ending()).as("written with the closing").isEqualTo(Ending.ORIGINAL_CLOSED);
        advance(otherNode, resale);

        assertThat(standing(resale)).isIn(Standing.CLOSED, Standing.UNOPENED);
        resales.on(new CampaignClosed(store, resale));
        assertThat(resale(resale).active()).isFalse();
        assertThat(resale(resale).ending()).isEqualTo(Ending.ORIGINAL_CLOSED);
    }

    @OnBothDatabases
    void noneIsMadeOnceTheOriginalIsClosed(StoreDatabase shared) {
        aLeaderOn(shared);
        Resales.Prepared prepared = prepared(database, community);
        close(original);

        assertRefused(() -> offer(database, prepared), ProblemCode.NOT_FOUND);
        assertThat(campaigns()).isEqualTo(1);
    }

    @OnBothDatabases
    void theResalesOfASuspendedLeaderAreClosedAndSheMakesNone(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        advance(database, resale);
        Resales.Prepared another = prepared(database, aCommunity());
        database.transactions().inStore(store, () -> {
            write("update leader set state = 'SUSPENDED' where store_id = :store and id = ?", leader);
            resales.on(new LeaderStateChanged(store, leader, false));
        });
        advance(database, resale);

        assertThat(resale(resale).ending()).isEqualTo(Ending.LEADER_SUSPENDED);
        assertThat(standing(resale)).isIn(Standing.CLOSED, Standing.UNOPENED);
        assertRefused(() -> offer(database, another), ProblemCode.FORBIDDEN);
    }

    @OnBothDatabases
    void aResaleThatARuleOfPublishingBlocksSaysWhy(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        sellsAt("EUR 10.20");

        advance(database, resale);

        assertThat(resale(resale).ending()).isEqualTo(Ending.NOT_PUBLISHED);
        assertThat(resale(resale).refusal()).contains("PRICE_NOT_BELOW_SHOP");
        assertThat(standing(resale)).isEqualTo(Standing.UNOPENED);
    }

    @OnBothDatabases
    void aPriceWithTheMarkUpThatIsNotBelowTheShopsPriceIsRefusedAtOnce(StoreDatabase shared) {
        aLeaderOn(shared);
        sellsAt("EUR 10.50");

        assertRefused(() -> prepared(database, community), ProblemCode.INVALID_VALUE);
    }

    @OnBothDatabases
    void aCampaignCanBeOfferedAgainAfterTheResaleWasClosed(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId first = offered();
        close(first);

        CampaignId second = offered();

        assertThat(resales.ofLeader(store, leader, null, 10).items())
                .extracting(offered -> offered.resale().campaign())
                .containsExactly(second, first);
    }

    @OnBothDatabases
    void aCampaignIsOfferedTenTimesInACommunityAtMost(StoreDatabase shared) {
        aLeaderOn(shared);
        for (int time = 0; time < 10; time++) {
            close(offered());
        }

        assertRefused(this::offered, ProblemCode.CONFLICT);
    }

    @OnBothDatabases
    void aPageOfResalesCostsTheSameWhateverItsLength(StoreDatabase shared) {
        aLeaderOn(shared);
        offered();
        int one = database.statementsOf(() -> resales.ofLeader(store, leader, null, 50));
        offer(database, prepared(database, aCommunity()));
        offer(database, prepared(database, aCommunity()));

        assertThat(database.statementsOf(() -> resales.ofLeader(store, leader, null, 50)))
                .isEqualTo(one)
                .isEqualTo(2);
        assertThat(resales.ofOriginal(store, original, null, 50).items()).hasSize(3);
    }

    @OnBothDatabases
    void anotherLeaderAndAnotherStoreSeeNothing(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        StoreDatabase elsewhere = database.anotherStore();

        assertRefused(() -> resales.get(store, database.leader(), resale), ProblemCode.NOT_FOUND);
        assertThat(resales.ofOriginal(elsewhere.store(), original, null, 50).items())
                .isEmpty();
        assertRefused(() -> resales.get(elsewhere.store(), resale), ProblemCode.NOT_FOUND);
    }
}
