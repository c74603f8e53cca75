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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.cycle.CampaignSeries.Wanted;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.groupbuy.cycle.Series.State;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** The campaigns that a series makes. */
class CycleCreationTest {

    private RepeatingCampaign tea;

    @OnBothDatabases
    void theNextCyclesArePublishedWithTheSameTermsAtTheirTime(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(2);
        tea.advance();
        assertThat(tea.cycles())
                .extracting(Entry::cutOff)
                .containsExactly(RepeatingCampaign.day(1), RepeatingCampaign.day(2));
        assertThat(tea.cycles()).extracting(Entry::state).containsOnly(CycleState.PUBLISHED);
        for (Entry cycle : tea.cycles()) {
            assertThat(tea.standing(cycle))
                    .as("the shop is asked for the price")
                    .isEqualTo(Standing.WAITING);
            assertThat(tea.terms(cycle))
                    .isEqualTo(RepeatingCampaign.TERMS.at(
                            new SchedulePolicy.Period(cycle.cutOff().minus(9, ChronoUnit.HOURS), cycle.cutOff()),
                            RepeatingCampaign.TERMS.fulfilment()));
        }
        tea.advance();
        assertThat(tea.cycles()).as("again").hasSize(2);
    }

    @OnBothDatabases
    void eachCycleIsMadeOnceOnTwoNodes(StoreDatabase shared) throws Exception {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(5);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<?>> both = List.of(
                    threads.submit(() -> together(start, tea.database)),
                    threads.submit(() -> together(start, tea.otherNode)));
            for (Future<?> one : both) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        tea.advance();
        assertThat(tea.cycles()).hasSize(5).extracting(Entry::state).containsOnly(CycleState.PUBLISHED);
        long campaigns = tea.database
                .transactions()
                .inStore(tea.database.store(), () -> tea
                        .database
                        .sql()
                        .list(tea.database.store(), "select id from campaign where store_id = :store", row -> 1)
                        .stream()
                        .count());
        assertThat(campaigns).isEqualTo(6);
    }

    private Void together(CyclicBarrier start, StoreDatabase node) throws Exception {
        start.await();
        node.bean(CycleCreation.class).advance(tea.database.store(), tea.campaign);
        return null;
    }

    @OnBothDatabases
    void aSeriesThatBeginsLaterBeginsWithItsFirstCutOff(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(new Wanted(RepeatingCampaign.DAILY, RepeatingCampaign.day(3), null, 2, null));
        tea.advance();
        assertThat(tea.cycles())
                .extracting(Entry::cutOff)
                .containsExactly(RepeatingCampaign.day(3), RepeatingCampaign.day(4));
    }

    @OnBothDatabases
    void aDayHasOneCycleAlsoAfterAnotherTimeOfDay(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(2);
        tea.advance();
        tea.repeats(new Wanted(RepeatingCampaign.DAILY, RepeatingCampaign.day(1).plusSeconds(60), null, 3, null));
        tea.advance();
        assertThat(tea.cycles())
                .extracting(cycle -> LocalDate.ofInstant(cycle.cutOff(), ZoneOffset.UTC))
                .doesNotHaveDuplicates();
        assertThat(tea.cycles())
                .extracting(Entry::cutOff)
                .startsWith(RepeatingCampaign.day(1), RepeatingCampaign.day(2));
    }

    @OnBothDatabases
    void aSeriesThatEndsNeedsNobodyAnyMore(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.database.transactions().inStore(tea.database.store(), () -> tea.database
                .bean(CycleAlarms.class)
                .waits(tea.database.store(), tea.campaign));
        assertThat(tea.alarms()).hasSize(1);
        tea.series.move(tea.database.store(), tea.campaign, Series.State.ENDED, "owner:test");
        assertThat(tea.alarms()).isEmpty();
    }

    /** The node was killed after the commit of the draft. */
    @OnBothDatabases
    void whileTheShopIsAwayNothingIsMadeAndItIsTriedAgain(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        ScriptedAdapter.sells(tea.variant, () -> {
            throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
        });
        tea.advance();
        assertThat(tea.cycles()).isEmpty();
        assertThat(tea.alarms()).isEmpty();
        tea.sellsAt("EUR 12.99");
        tea.advance();
        assertThat(tea.cycles()).hasSize(1);
    }

    @OnBothDatabases
    void cutOffsThatHavePassedGetNoCampaign(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        Instant longAgo = RepeatingCampaign.FIRST.minus(10, ChronoUnit.DAYS);
        tea.repeats(new Wanted(RepeatingCampaign.DAILY, longAgo, Duration.ofHours(2), 1, null));
        tea.advance();
        assertThat(tea.cycles()).extracting(Entry::cutOff).allMatch(cutOff -> cutOff.isAfter(RepeatingCampaign.TODAY));
    }

    @OnBothDatabases
    void aPausedSeriesMakesNothingUntilItIsResumed(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.series.move(tea.database.store(), tea.campaign, State.PAUSED, "owner:test");
        tea.advance();
        assertThat(tea.cycles()).isEmpty();
        tea.series.move(tea.database.store(), tea.campaign, State.ACTIVE, "owner:test");
        tea.advance();
        assertThat(tea.cycles()).hasSize(1);
        tea.series.move(tea.database.store(), tea.campaign, State.ENDED, "owner:test");
        assertThatThrownBy(() -> tea.series.move(tea.database.store(), tea.campaign, State.ACTIVE, "owner:test"))
                .isInstanceOf(ProblemException.class);
        assertThat(tea.standing(tea.cycles().get(0)))
                .as("what is published goes on")
                .isEqualTo(Standing.WAITING);
    }

    @OnBothDatabases
    void aSkippedDateHasNoCycleAndTheNextOneTakesItsPlace(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        LocalDate tomorrow = LocalDate.ofInstant(RepeatingCampaign.day(1), ZoneOffset.UTC);
        tea.series.skip(tea.database.store(), tea.campaign, tomorrow, true, "owner:test");
        tea.series.skip(tea.database.store(), tea.campaign, tomorrow, true, "owner:test");
        tea.advance();
        assertThat(tea.cycles())
                .extracting(Entry::cutOff, Entry::state)
                .containsExactly(
                        tuple(RepeatingCampaign.day(1), CycleState.SKIPPED),
                        tuple(RepeatingCampaign.day(2), CycleState.PUBLISHED));
        assertThatThrownBy(() ->
                        tea.series.skip(tea.database.store(), tea.campaign, tomorrow.plusDays(1), true, "owner:test"))
                .hasMessageContaining("has a campaign already");
        tea.series.skip(tea.database.store(), tea.campaign, tomorrow, false, "owner:test");
        tea.advance();
        assertThat(tea.cycles()).extracting(Entry::state).containsOnly(CycleState.PUBLISHED);
    }

    @OnBothDatabases
    void otherTermsApplyToTheCyclesToCome(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.advance();
        CampaignId cheaper = SomeCampaigns.draft(tea.database, RepeatingCampaign.terms("EUR 9.00"), tea.variant);
        tea.repeats(new Wanted(RepeatingCampaign.DAILY, null, null, 2, cheaper));
        tea.advance();
        assertThat(tea.cycles())
                .extracting(cycle -> tea.terms(cycle).checkoutPrice())
                .containsExactly(Money.parse("EUR 10.00"), Money.parse("EUR 9.00"));
    }

    @OnBothDatabases
    void theSeriesEndsWithItsRule(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(new Wanted(new CutOffRule("FREQ=DAILY;COUNT=1"), null, null, 1, null));
        tea.advance();
        assertThat(tea.series
                        .find(tea.database.store(), tea.campaign)
                        .orElseThrow()
                        .series()
                        .state())
                .isEqualTo(State.ENDED);
    }

    @OnBothDatabases
    void anotherStoreSeesNoSeries(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        StoreDatabase other = shared.anotherStore();
        assertThat(other.bean(CampaignSeries.class).find(other.store(), tea.campaign))
                .isEmpty();
        assertThatThrownBy(() -> other.bean(CampaignSeries.class)
                        .repeat(
                                other.store(),
                                tea.campaign,
                                new Wanted(RepeatingCampaign.DAILY, null, null, 1, null),
                                "owner:test"))
                .hasMessageContaining("campaign");
        assertThatThrownBy(() ->
                        tea.repeats(new Wanted(RepeatingCampaign.DAILY, null, null, 1, new CampaignId(Ids.next()))))
                .hasMessageContaining("campaign");
    }

    @OnBothDatabases
    void aCampaignThatALeaderResellsDoesNotRepeat(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.write(
                "update campaign set terms = ? where store_id = :store",
                TermsJson.write(
                        RepeatingCampaign.TERMS.with(new ResalePolicy.Resold(Ids.next(), Money.parse("EUR 0.50")))));
        assertThatThrownBy(() -> tea.repeats(1)).hasMessageContaining("Let the original repeat instead.");
    }
}
