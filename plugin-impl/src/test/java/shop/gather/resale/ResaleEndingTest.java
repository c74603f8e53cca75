package shop.gather.resale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignClosed;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemCode;
import shop.gather.recruitment.LeaderStateChanged;
import shop.gather.resale.Resale.Ending;
import shop.gather.shop.connection.ScriptedAdapter;

/** How resales end, and what does not end them. */
class ResaleEndingTest extends ResoldTea {

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
    void aResaleIsTriedAgainWhileTheStoreHasNoShop(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        write("delete from shop_connection where store_id = :store");

        advance(otherNode, resale);

        assertThat(resale(resale).ending()).isNull();
        assertThat(dueRows()).isEqualTo(1);
        isConnected();
        advance(database, resale);
        assertThat(standing(resale)).isEqualTo(Standing.WAITING);
    }

    /** The shop answers after she has closed it. */
    @OnBothDatabases
    void aResaleThatItsLeaderClosesWhileItIsPublishedIsClosedByHer(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        ScriptedAdapter.sells(variant, () -> {
            resales.close(store, leader, resale);
            return Optional.of(at("EUR 12.99"));
        });

        advance(database, resale);

        assertThat(resale(resale).ending()).isEqualTo(Ending.BY_LEADER);
        assertThat(resale(resale).refusal()).isNull();
        assertThat(standing(resale)).isEqualTo(Standing.UNOPENED);
    }

    @OnBothDatabases
    void theFirstCauseOfAnEndingStays(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        close(resale);

        database.transactions()
                .inStore(store, () -> resales.end(store, resale, Ending.NOT_PUBLISHED, "PRICE_NOT_BELOW_SHOP"));

        assertThat(resale(resale).ending()).isEqualTo(Ending.CLOSED);
        assertThat(resale(resale).refusal()).isNull();
    }

    /** So the closing of the original and the suspension of the leader cannot deadlock. */
    @OnBothDatabases
    void resalesOfAnOriginalAreLockedInTheOrderOfTheirIds(StoreDatabase shared) throws Exception {
        aLeaderOn(shared);
        assertLocksFromTheFirst(node -> node.on(new CampaignClosed(store, original)));
    }

    @OnBothDatabases
    void resalesOfALeaderAreLockedInTheOrderOfTheirIds(StoreDatabase shared) throws Exception {
        aLeaderOn(shared);
        assertLocksFromTheFirst(node -> node.on(new LeaderStateChanged(store, leader, false)));
    }

    /** While the first resale is locked, the deed waits, and holds no other one. */
    private void assertLocksFromTheFirst(Consumer<Resales> deed) throws Exception {
        UUID newest = aCommunity();
        CampaignId first = offer(database, prepared(database, newest));
        CampaignId last = offer(database, prepared(database, community));
        // PostgreSQL then reads the rows of a small table as they lie, and the one that was written last lies last.
        touch(first);
        if (!database.isH2()) {
            database.analyzed();
        }
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> marked = database.transactions().inStore(store, () -> {
                touch(first);
                Future<?> waits = thread.submit(() ->
                        otherNode.transactions().inStore(store, () -> deed.accept(otherNode.bean(Resales.class))));
                untilSomebodyWaits();
                touch(last);
                return waits;
            });
            marked.get();
        } finally {
            thread.shutdown();
        }
        assertThat(resale(first).ending()).isNotNull().isEqualTo(resale(last).ending());
    }

    private void touch(CampaignId resale) {
        write("update resale set earned = earned where store_id = :store and campaign_id = ?", resale);
    }

    private void untilSomebodyWaits() {
        Instant latest = Instant.now().plusSeconds(15);
        String waiting = database.isH2()
                ? "select 1 from information_schema.sessions where blocker_id is not null"
                : "select 1 from pg_lock_status() where not granted";
        while (database.sql().directory(waiting, row -> 1).isEmpty()) {
            assertThat(Instant.now()).as("nobody waits").isBefore(latest);
            Thread.onSpinWait();
        }
    }
}
