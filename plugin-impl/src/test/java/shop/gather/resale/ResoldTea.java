package shop.gather.resale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
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
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.referral.commission.CreditedOrders;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.VariantSnapshot;

/** A leader who may resell a campaign. The shop sells the tea for 12.99, the owner in teams for 10.00. */
abstract class ResoldTea {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    StoreDatabase database;
    StoreDatabase otherNode;
    StoreId store;
    Resales resales;
    String variant;
    CampaignId original;
    LeaderId leader;
    UUID community;

    void aLeaderOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        otherNode = database.anotherNode();
        SchedulingWithoutServer.on(database);
        SchedulingWithoutServer.on(otherNode);
        isConnected();
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

    void isConnected() {
        database.bean(Connections.class)
                .save(store, ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
    }

    UUID aCommunity() {
        UUID id = Ids.next();
        write(
                "insert into community (store_id, id, leader_id, name, version, created_at) values (:store, ?, ?, 'Tea friends',"
                        + " 0, now())",
                id,
                leader);
        return id;
    }

    void sellsAt(String price) {
        ScriptedAdapter.sells(variant, () -> Optional.of(at(price)));
    }

    VariantSnapshot at(String price) {
        return new VariantSnapshot(variant, "1", "Tea", "", Money.parse(price), OptionalInt.of(40), true);
    }

    void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }

    Resales.Prepared prepared(StoreDatabase node, UUID where) {
        return node.bean(Resales.class)
                .prepare(store, leader, new ResalePlan(original, where, Money.parse("EUR 0.50"), Map.of()));
    }

    CampaignId offer(StoreDatabase node, Resales.Prepared prepared) {
        return node.transactions()
                .inStore(store, () -> node.bean(Resales.class).offer(store, prepared, "member:test"))
                .resale()
                .campaign();
    }

    CampaignId offered() {
        return offer(database, prepared(database, community));
    }

    void advance(StoreDatabase node, CampaignId resale) {
        node.bean(ResaleUpkeep.class).advance(store, resale);
    }

    Resale resale(CampaignId id) {
        return resales.get(store, id).resale();
    }

    Standing standing(CampaignId id) {
        return database.bean(CampaignCopies.class).standings(store, List.of(id)).get(id);
    }

    long campaigns() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(store, "select id from campaign where store_id = :store", row -> 1)
                .size());
    }

    /** As the owner does it; nobody observes events here. */
    void close(CampaignId campaign) {
        database.transactions().inStore(store, () -> {
            SomeCampaigns.close(database, campaign);
            resales.on(new CampaignClosed(store, campaign));
        });
    }

    void assertRefused(Runnable what, ProblemCode code) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    long dueRows() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(store, "select 1 from resale where store_id = :store and due_at is not null", row -> 1)
                .size());
    }
}
