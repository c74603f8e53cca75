package shop.gather.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.forecast.DryRuns.Demand;
import shop.gather.forecast.DryRuns.Expectation;
import shop.gather.forecast.DryRuns.PastDays;
import shop.gather.forecast.DryRuns.Wish;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.order.intake.KeptOrders;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.OrderSnapshot;

/** Dry runs of stored campaigns, under the plan that is in force. */
class DryRunsTest {

    private static final Expectation ALL_PAY = new Expectation(300, false, 10_000, 7);

    private StoreDatabase database;
    private CampaignId campaign;

    private DryRuns aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        database.bean(Connections.class)
                .save(database.store(), ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
        campaign = aDraft();
        return database.bean(DryRuns.class);
    }

    private CampaignId aDraft() {
        CampaignId id = new CampaignId(Ids.next());
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, version, created_at)"
                        + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?, now(), now(), 'DRAFT', 0, now())",
                id,
                TermsJson.write(SomeTerms.team("EUR 10.00", 3)));
        return id;
    }

    private void aPlan(int level1, int level2) {
        write(
                "insert into commission_plan (store_id, id, name, level1_basis_points, level2_basis_points, rounding,"
                        + " credit_earns, freeze_period, referral_period, current_store_id, created_at)"
                        + " values (:store, ?, 'Plan', ?, ?, 'DOWN', true, 'P14D', 'P90D', ?, now())",
                Ids.next(),
                level1,
                level2,
                database.store().value());
    }

    private void write(String statement, Object... values) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, values));
    }

    private DryRunView play(DryRuns runs, Demand demand) {
        return play(runs, demand, null);
    }

    private DryRunView play(DryRuns runs, Demand demand, Money unitCost) {
        return DryRunView.of(runs.play(database.store(), campaign, new Wish(demand, unitCost)));
    }

    /** Orders of so many units of tea each, one an hour until now. */
    private void pastOrders(int... units) {
        for (int i = 0; i < units.length; i++) {
            OrderSnapshot order = AnyOrder.inEuro()
                    .placed("order" + i, "customer-1", Instant.now().minus(Duration.ofHours(24 + i)))
                    .article("tea", units[i], 1_299L * units[i])
                    .captured(1_299L * units[i])
                    .snapshot();
            KeptOrders.keep(database, OrderRead.of(database.store(), order, Optional.empty()));
        }
    }

    private static Amount euro(Money amount) {
        return Amount.of(amount);
    }

    @OnBothDatabases
    void commissionsAreThoseOfThePlanInForce(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        DryRunView without = play(runs, ALL_PAY);
        int paid = without.total().placesPaid();
        assertThat(paid).isGreaterThan(100);
        assertThat(without.total().level1()).isEqualTo(euro(Money.parse("EUR 0.00")));

        aPlan(825, 175);
        DryRunView with = play(runs, ALL_PAY);
        assertThat(with.total().placesPaid()).isEqualTo(paid);
        assertThat(with.total().level1()).isEqualTo(euro(Money.parse("EUR 0.82").multipliedBy(paid)));
        assertThat(with.total().level2()).isEqualTo(euro(Money.parse("EUR 0.17").multipliedBy(paid)));
        assertThat(with.total().remaining())
                .isEqualTo(euro(Money.parse("EUR 9.01").multipliedBy(paid)));
    }

    @OnBothDatabases
    void itReadsTheCampaignAndThePlanAndWritesNothing(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        aPlan(800, 200);
        play(runs, ALL_PAY);
        assertThat(database.statementsOf(() -> play(runs, ALL_PAY))).isEqualTo(2);
    }

    @OnBothDatabases
    void theCampaignOfAnotherStoreIsNotFound(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        StoreDatabase elsewhere = database.anotherStore();
        assertThatThrownBy(() -> runs.play(elsewhere.store(), campaign, new Wish(ALL_PAY, null)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("There is no such campaign.");
    }

    @OnBothDatabases
    void buyersPerDayAreCountedOverThePeriodAndLimited(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        assertThat(play(runs, new Expectation(10, true, 5_000, 0)).buyers()).isEqualTo(300);
        assertThatThrownBy(() -> play(runs, new Expectation(DryRuns.MAX_BUYERS, true, 5_000, 0)))
                .hasMessageContaining("at most 100000 buyers");
        SchedulePolicy december = SomeTerms.team("EUR 10.00", 3).schedule();
        SchedulePolicy years = new SchedulePolicy.Period(
                december.startsAt(), december.startsAt().plus(Duration.ofDays(367)));
        assertThatThrownBy(() -> ALL_PAY.over(years)).hasMessageContaining("at most 366 days");
    }

    @OnBothDatabases
    void pastOrdersAreTheBuyers(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        pastOrders(1, 4, 1, 1);
        DryRunView view = play(runs, new PastDays(40), Money.parse("EUR 4.00"));
        assertThat(view.buyers()).isEqualTo(4);
        assertThat(view.pastOrders().orders()).isEqualTo(4);
        assertThat(view.pastOrders().units()).isEqualTo(7);
        assertThat(view.total().placesPaid()).as("one team of three").isEqualTo(3);
        assertThat(view.total().turnover()).isEqualTo(euro(Money.parse("EUR 30.00")));
        assertThat(view.total().cost()).isEqualTo(euro(Money.parse("EUR 12.00")));
        assertThat(view.total().margin()).isEqualTo(euro(Money.parse("EUR 18.00")));
    }

    @OnBothDatabases
    void withoutPastOrdersThereIsNothingToPlay(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        assertThatThrownBy(() -> play(runs, new PastDays(40)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ProblemCode.NO_PAST_ORDERS));
    }

    @OnBothDatabases
    void theCostIsInTheCampaignsCurrency(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        assertThatThrownBy(() -> play(runs, ALL_PAY, Money.parse("USD 4.00"))).hasMessageContaining("must be in EUR");
    }

    @OnBothDatabases
    void aReplayOfFewOrdersCostsFiveStatements(StoreDatabase shared) {
        DryRuns runs = aStoreOn(shared);
        pastOrders(1, 1, 1);
        play(runs, new PastDays(40));
        assertThat(database.statementsOf(() -> play(runs, new PastDays(40))))
                .as("campaign, plan; number, ids and snapshots of orders")
                .isEqualTo(5);
    }
}
