package shop.gather.groupbuy.cycle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.cycle.CampaignSeries.Overview;
import shop.gather.groupbuy.cycle.CampaignSeries.Wanted;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.VariantSnapshot;

/** A campaign that ends today and repeats every day, at a shop that takes price offers. The store's zone is UTC. */
final class RepeatingCampaign {

    static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    static final Instant FIRST = TODAY.plus(6, ChronoUnit.HOURS);
    static final CampaignTerms TERMS = terms("EUR 10.00");
    static final CutOffRule DAILY = new CutOffRule("FREQ=DAILY");

    final StoreDatabase database;
    final StoreDatabase otherNode;
    final CampaignSeries series;
    final String variant;
    final CampaignId campaign;

    static CampaignTerms terms(String price) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team(price, 3));
        return simple.at(new SchedulePolicy.Period(FIRST.minus(9, ChronoUnit.HOURS), FIRST), simple.fulfilment());
    }

    RepeatingCampaign(StoreDatabase shared) {
        database = shared.anotherStore();
        otherNode = database.anotherNode();
        SchedulingWithoutServer.on(database);
        SchedulingWithoutServer.on(otherNode);
        isConnected();
        variant = "tea-" + database.store();
        sellsAt("EUR 12.99");
        campaign = SomeCampaigns.draft(database, TERMS, variant);
        series = database.bean(CampaignSeries.class);
    }

    static RepeatingCampaign on(StoreDatabase shared) {
        return new RepeatingCampaign(shared);
    }

    void isConnected() {
        database.bean(Connections.class)
                .save(database.store(), ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
    }

    void sellsAt(String price) {
        ScriptedAdapter.sells(
                variant,
                () -> Optional.of(
                        new VariantSnapshot(variant, "1", "Tea", "", Money.parse(price), OptionalInt.of(40), true)));
    }

    Overview repeats(int ahead) {
        return repeats(new Wanted(DAILY, null, null, ahead, null));
    }

    Overview repeats(Wanted wanted) {
        return series.repeat(database.store(), campaign, wanted, "owner:test");
    }

    void advance() {
        database.bean(CycleCreation.class).advance(database.store(), campaign);
    }

    /** Those with a campaign after the first one, in ascending order. */
    List<Entry> cycles() {
        return series.find(database.store(), campaign).orElseThrow().entries().stream()
                .filter(entry -> !campaign.equals(entry.campaign()))
                .toList();
    }

    Standing standing(Entry cycle) {
        return database.bean(CampaignCopies.class)
                .standings(database.store(), List.of(cycle.campaign()))
                .get(cycle.campaign());
    }

    CampaignTerms terms(Entry cycle) {
        return database.bean(Campaigns.class)
                .offer(database.store(), cycle.campaign())
                .terms();
    }

    List<String> alarms() {
        return database.bean(Alarms.class).open(database.store(), null, 50).items().stream()
                .map(Alarms.Alarm::message)
                .toList();
    }

    void write(String statement, Object... args) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, args));
    }

    static Instant day(int days) {
        return FIRST.plus(days, ChronoUnit.DAYS);
    }
}
