package shop.gather.groupbuy.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.cycle.CampaignSeries.Overview;
import shop.gather.groupbuy.cycle.CampaignSeries.Wanted;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.groupbuy.cycle.Series.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/** A campaign that ends today and repeats every day, at a shop that takes price offers. The store's zone is UTC. */
class CycleCreationTest {

    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant FIRST = TODAY.plus(6, ChronoUnit.HOURS);
    private static final CampaignTerms TERMS = terms("EUR 10.00");
    private static final CutOffRule DAILY = new CutOffRule("FREQ=DAILY");

    private StoreDatabase database;
    private StoreDatabase otherNode;
    private CampaignSeries series;
    private String variant;
    private CampaignId campaign;

    private static CampaignTerms terms(String price) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team(price, 3));
        return simple.at(new SchedulePolicy.Period(FIRST.minus(9, ChronoUnit.HOURS), FIRST), simple.fulfilment());
    }

    private void aCampaignOn(StoreDatabase shared) {
        database = shared.anotherStore();
        otherNode = database.anotherNode();
        SchedulingWithoutServer.on(database);
        SchedulingWithoutServer.on(otherNode);
        database.bean(Connections.class)
                .save(database.store(), ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
        variant = "tea-" + database.store();
        sellsAt("EUR 12.99");
        campaign = SomeCampaigns.draft(database, TERMS, variant);
        series = database.bean(CampaignSeries.class);
    }

    private void sellsAt(String price) {
        ScriptedAdapter.sells(
                variant,
                () -> Optional.of(
                        new VariantSnapshot(variant, "1", "Tea", "", Money.parse(price), OptionalInt.of(40), true)));
    }

    private Overview repeats(int ahead) {
        return repeats(new Wanted(DAILY, null, null, ahead, null));
    }

    private Overview repeats(Wanted wanted) {
        return series.repeat(database.store(), campaign, wanted, "owner:test");
    }

    private void advance() {
        database.bean(CycleCreation.class).advance(database.store(), campaign);
    }

    /** Those with a campaign after the first one, in ascending order. */
    private List<Entry> cycles() {
        return series.find(database.store(), campaign).orElseThrow().entries().stream()
                .filter(entry -> !campaign.equals(entry.campaign()))
                .toList();
    }

    private Standing standing(Entry cycle) {
        return database.bean(CampaignCopies.class)
                .standings(database.store(), List.of(cycle.campaign()))
                .get(cycle.campaign());
    }

    private CampaignTerms terms(Entry cycle) {
        return database.bean(Campaigns.class)
                .offer(database.store(), cycle.campaign())
                .terms();
    }

    private List<String> alarms() {
        return database.bean(Alarms.class).open(database.store(), null, 50).items().stream()
                .map(Alarms.Alarm::message)
                .toList();
    }

    private void write(String statement, Object... args) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, args));
    }

    private static Instant day(int days) {
        return FIRST.plus(days, ChronoUnit.DAYS);
    }

    @OnBothDatabases
    void theNextCyclesArePublishedWithTheSameTermsAtTheirTime(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(2);
        advance();
        assertThat(cycles()).extracting(Entry::cutOff).containsExactly(day(1), day(2));
        assertThat(cycles()).extracting(Entry::state).containsOnly(CycleState.PUBLISHED);
        for (Entry cycle : cycles()) {
            assertThat(standing(cycle)).as("the shop is asked for the price").isEqualTo(Standing.WAITING);
            assertThat(terms(cycle))
                    .isEqualTo(TERMS.at(
                            new SchedulePolicy.Period(cycle.cutOff().minus(9, ChronoUnit.HOURS), cycle.cutOff()),
                            TERMS.fulfilment()));
        }
        advance();
        assertThat(cycles()).as("again").hasSize(2);
    }

    @OnBothDatabases
    void eachCycleIsMadeOnceOnTwoNodes(StoreDatabase shared) throws Exception {
        aCampaignOn(shared);
        repeats(5);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<?>> both = List.of(
                    threads.submit(() -> together(start, database)), threads.submit(() -> together(start, otherNode)));
            for (Future<?> one : both) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        advance();
        assertThat(cycles()).hasSize(5).extracting(Entry::state).containsOnly(CycleState.PUBLISHED);
        long campaigns = database.transactions()
                .inStore(
                        database.store(), () -> database
                                .sql()
                                .list(database.store(), "select id from campaign where store_id = :store", row -> 1)
                                .stream()
                                .count());
        assertThat(campaigns).isEqualTo(6);
    }

    private Void together(CyclicBarrier start, StoreDatabase node) throws Exception {
        start.await();
        node.bean(CycleCreation.class).advance(database.store(), campaign);
        return null;
    }

    @OnBothDatabases
    void aSeriesThatBeginsLaterBeginsWithItsFirstCutOff(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(new Wanted(DAILY, day(3), null, 2, null));
        advance();
        assertThat(cycles()).extracting(Entry::cutOff).containsExactly(day(3), day(4));
    }

    @OnBothDatabases
    void aDayHasOneCycleAlsoAfterAnotherTimeOfDay(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(2);
        advance();
        repeats(new Wanted(DAILY, day(1).plusSeconds(60), null, 3, null));
        advance();
        assertThat(cycles())
                .extracting(cycle -> LocalDate.ofInstant(cycle.cutOff(), ZoneOffset.UTC))
                .doesNotHaveDuplicates();
        assertThat(cycles()).extracting(Entry::cutOff).startsWith(day(1), day(2));
    }

    @OnBothDatabases
    void aDraftOfASeriesThatIsPausedIsStillPublished(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        advance();
        Entry cycle = cycles().get(0);
        write(
                "update campaign set state = 'DRAFT', offers_pending = 0 where store_id = :store and id = ?",
                cycle.campaign());
        write(
                "update campaign_cycle set state = 'DRAFTED' where store_id = :store and campaign_id = ?",
                cycle.campaign());
        series.move(database.store(), campaign, Series.State.PAUSED, "owner:test");
        advance();
        assertThat(standing(cycle)).isEqualTo(Standing.WAITING);
        assertThat(cycles()).as("and no more are made").hasSize(1);
    }

    @OnBothDatabases
    void aSeriesThatEndsNeedsNobodyAnyMore(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        database.transactions().inStore(database.store(), () -> database.bean(CycleAlarms.class)
                .waits(database.store(), campaign));
        assertThat(alarms()).hasSize(1);
        series.move(database.store(), campaign, Series.State.ENDED, "owner:test");
        assertThat(alarms()).isEmpty();
    }

    /** The node was killed after the commit of the draft. */
    @OnBothDatabases
    void aDraftThatWasLeftByACrashIsPublished(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        advance();
        Entry cycle = cycles().get(0);
        write(
                "update campaign set state = 'DRAFT', offers_pending = 0 where store_id = :store and id = ?",
                cycle.campaign());
        write(
                "update campaign_cycle set state = 'DRAFTED' where store_id = :store and campaign_id = ?",
                cycle.campaign());
        advance();
        assertThat(standing(cycle)).isEqualTo(Standing.WAITING);
        assertThat(cycles()).extracting(Entry::state).containsExactly(CycleState.PUBLISHED);
    }

    @OnBothDatabases
    void aCycleThatARuleBlocksStaysADraftAndTheOwnerIsTold(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        sellsAt("EUR 9.99");
        advance();
        Entry blocked = cycles().get(0);
        assertThat(blocked.state()).isEqualTo(CycleState.BLOCKED);
        assertThat(standing(blocked)).isEqualTo(Standing.DRAFT);
        assertThat(alarms())
                .singleElement()
                .asString()
                .contains("PRICE_NOT_BELOW_SHOP", blocked.campaign().toString(), "publish it before its cut-off");
        sellsAt("EUR 12.99");
        repeats(2);
        advance();
        assertThat(cycles())
                .as("the series goes on")
                .extracting(Entry::state)
                .containsExactly(CycleState.BLOCKED, CycleState.PUBLISHED);
        SomeCampaigns.close(database, blocked.campaign());
        advance();
        assertThat(alarms()).as("the owner has decided").isEmpty();
    }

    @OnBothDatabases
    void aMissingArticleBlocksToo(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        ScriptedAdapter.sells(variant, Optional::empty);
        advance();
        assertThat(alarms()).singleElement().asString().contains("ARTICLE_MISSING");
    }

    @OnBothDatabases
    void whileTheShopIsAwayNothingIsMadeAndItIsTriedAgain(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        ScriptedAdapter.sells(variant, () -> {
            throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
        });
        advance();
        assertThat(cycles()).isEmpty();
        assertThat(alarms()).isEmpty();
        sellsAt("EUR 12.99");
        advance();
        assertThat(cycles()).hasSize(1);
    }

    @OnBothDatabases
    void cutOffsThatHavePassedGetNoCampaign(StoreDatabase shared) {
        aCampaignOn(shared);
        Instant longAgo = FIRST.minus(10, ChronoUnit.DAYS);
        repeats(new Wanted(DAILY, longAgo, Duration.ofHours(2), 1, null));
        advance();
        assertThat(cycles()).extracting(Entry::cutOff).allMatch(cutOff -> cutOff.isAfter(TODAY));
    }

    @OnBothDatabases
    void aPausedSeriesMakesNothingUntilItIsResumed(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        series.move(database.store(), campaign, State.PAUSED, "owner:test");
        advance();
        assertThat(cycles()).isEmpty();
        series.move(database.store(), campaign, State.ACTIVE, "owner:test");
        advance();
        assertThat(cycles()).hasSize(1);
        series.move(database.store(), campaign, State.ENDED, "owner:test");
        assertThatThrownBy(() -> series.move(database.store(), campaign, State.ACTIVE, "owner:test"))
                .isInstanceOf(ProblemException.class);
        assertThat(standing(cycles().get(0))).as("what is published goes on").isEqualTo(Standing.WAITING);
    }

    @OnBothDatabases
    void aSkippedDateHasNoCycleAndTheNextOneTakesItsPlace(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        LocalDate tomorrow = LocalDate.ofInstant(day(1), ZoneOffset.UTC);
        series.skip(database.store(), campaign, tomorrow, true, "owner:test");
        series.skip(database.store(), campaign, tomorrow, true, "owner:test");
        advance();
        assertThat(cycles())
                .extracting(Entry::cutOff, Entry::state)
                .containsExactly(tuple(day(1), CycleState.SKIPPED), tuple(day(2), CycleState.PUBLISHED));
        assertThatThrownBy(() -> series.skip(database.store(), campaign, tomorrow.plusDays(1), true, "owner:test"))
                .hasMessageContaining("has a campaign already");
        series.skip(database.store(), campaign, tomorrow, false, "owner:test");
        advance();
        assertThat(cycles()).extracting(Entry::state).containsOnly(CycleState.PUBLISHED);
    }

    @OnBothDatabases
    void otherTermsApplyToTheCyclesToCome(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        advance();
        CampaignId cheaper = SomeCampaigns.draft(database, terms("EUR 9.00"), variant);
        repeats(new Wanted(DAILY, null, null, 2, cheaper));
        advance();
        assertThat(cycles())
                .extracting(cycle -> terms(cycle).checkoutPrice())
                .containsExactly(Money.parse("EUR 10.00"), Money.parse("EUR 9.00"));
    }

    @OnBothDatabases
    void theSeriesEndsWithItsRule(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(new Wanted(new CutOffRule("FREQ=DAILY;COUNT=1"), null, null, 1, null));
        advance();
        assertThat(series.find(database.store(), campaign)
                        .orElseThrow()
                        .series()
                        .state())
                .isEqualTo(State.ENDED);
    }

    @OnBothDatabases
    void aDraftThatWasNotPublishedInTimeIsMissed(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        ScriptedAdapter.sells(variant, Optional::empty);
        advance();
        write(
                "update campaign_cycle set cut_off = ? where store_id = :store and campaign_id = ?",
                TODAY.minusSeconds(1),
                cycles().get(0).campaign());
        sellsAt("EUR 12.99");
        advance();
        assertThat(series.past(database.store(), campaign, FIRST, 5))
                .extracting(Entry::state)
                .containsExactly(CycleState.MISSED);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void anotherStoreSeesNoSeries(StoreDatabase shared) {
        aCampaignOn(shared);
        repeats(1);
        StoreDatabase other = shared.anotherStore();
        assertThat(other.bean(CampaignSeries.class).find(other.store(), campaign))
                .isEmpty();
        assertThatThrownBy(() -> other.bean(CampaignSeries.class)
                        .repeat(other.store(), campaign, new Wanted(DAILY, null, null, 1, null), "owner:test"))
                .hasMessageContaining("campaign");
        assertThatThrownBy(() -> repeats(new Wanted(DAILY, null, null, 1, new CampaignId(Ids.next()))))
                .hasMessageContaining("campaign");
    }
}
