package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.joda.money.Money;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.ledger.StoreDatabase;
import shop.gather.shop.connection.PlayedOrder;

/**
 * Random histories of teams under random terms, by the production classes on a real database with a shop in memory. In
 * the end every team has ended, and every buyer has either the article at the price of the team or the money back,
 * whatever was late, lost, repeated, declined or restarted. {@code -Pproof} plays 10,000.
 */
class TeamHistoriesTest {

    private static final Set<State> ENDED =
            Set.of(State.CONFIRMED, State.RETURNED, State.EXPIRED, State.WITHDRAWN, State.REFUSED);

    private static List<StoreDatabase> nodes;
    private static int played;
    private static int succeeded;
    private static int failed;
    private static int inCases;

    @BeforeContainer
    static void open() {
        StoreDatabase database = StoreDatabase.fresh();
        nodes = List.of(PlayedStore.node(database), PlayedStore.node(database));
    }

    @AfterContainer
    static void count() {
        int wanted = Integer.getInteger("jqwik.tries.default", 150);
        System.out.println("COUNT random histories of teams: " + played + " of " + wanted + ", with " + succeeded
                + " teams that succeeded (" + inCases + " in cases) and " + failed + " that failed");
        assertThat(played).isGreaterThanOrEqualTo(wanted);
        assertThat(succeeded).isGreaterThan(wanted / 10);
    }

    @Provide
    Arbitrary<TeamHistory> histories() {
        return TeamHistory.any();
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void everybodyGetsTheArticleOrTheMoneyBack(@ForAll("histories") TeamHistory history) {
        TeamRun run = new TeamRun(new PlayedStore(nodes, history), history);
        try {
            for (TeamHistory.Step step : history.steps()) {
                run.take(step);
                countersMustEqualPlaces(run);
            }
            run.finish();
            check(history, run);
            played++;
        } finally {
            run.played.shop.close();
        }
    }

    private static void countersMustEqualPlaces(TeamRun run) {
        var places = run.played.places();
        for (Team team : run.played.teams()) {
            assertThat(team.held() + team.paid()).as("never over-full").isLessThanOrEqualTo(team.size());
            if (team.capacity() > 0) {
                assertThat(team.units() + team.heldUnits()).as("never oversold").isLessThanOrEqualTo(team.capacity());
            }
            if (team.state() == Team.State.OPEN || team.state() == Team.State.CLOSING) {
                assertThat(team.held()).as("held in " + run.played).isEqualTo((int) places.stream()
                        .filter(place -> place.team().equals(team.id()) && place.state() == State.HELD)
                        .count());
                assertThat(team.heldUnits())
                        .as("held units in " + run.played)
                        .isEqualTo(places.stream()
                                .filter(place -> place.team().equals(team.id()) && place.state() == State.HELD)
                                .mapToInt(Participation::quantity)
                                .sum());
                assertThat(team.paid()).as("paid in " + run.played).isEqualTo((int) places.stream()
                        .filter(place -> place.team().equals(team.id()) && place.state() == State.PAID)
                        .count());
                assertThat(team.units())
                        .as("units in " + run.played)
                        .isEqualTo(places.stream()
                                .filter(place -> place.team().equals(team.id()) && place.state() == State.PAID)
                                .mapToInt(Participation::units)
                                .sum());
            }
        }
    }

    private static void check(TeamHistory history, TeamRun run) {
        for (Team team : run.played.teams()) {
            assertThat(team.isOver()).as("every team ends: " + run.played).isTrue();
            succeeded += team.state() == Team.State.SUCCEEDED ? 1 : 0;
            failed += team.state() == Team.State.FAILED ? 1 : 0;
            long confirmed = run.played.places().stream()
                    .filter(place -> place.team().equals(team.id()) && place.state() == State.CONFIRMED)
                    .count();
            assertThat(confirmed).isLessThanOrEqualTo(team.size());
            if (history.terms().outcome() instanceof OutcomePolicy.Draw draw) {
                assertThat(confirmed).as("winners in " + run.played).isLessThanOrEqualTo(draw.winners());
            }
            if (team.state() == Team.State.SUCCEEDED
                    && history.terms().further().isEmpty()) {
                history.terms().casesOf(null).ifPresent(cases -> {
                    inCases++;
                    assertThat(cases.canOrder(team.units()))
                            .as("whole cases in " + run.played)
                            .isTrue();
                });
            }
        }
        history.terms().stock().most().ifPresent(units -> assertThat(run.played.places().stream()
                        .filter(place -> place.state() == State.CONFIRMED)
                        .mapToInt(Participation::units)
                        .sum())
                .as("units in " + run.played)
                .isLessThanOrEqualTo(units));
        run.played.shop.all().forEach(order -> check(history, run, order));
        run.played.places().stream().filter(place -> place.orderId() == null).forEach(place -> assertThat(ENDED)
                .as("a place that nobody paid for in " + run.played)
                .contains(place.state()));
    }

    private static void check(TeamHistory history, TeamRun run, PlayedOrder order) {
        assertThat(order.kept()).as("never more back than was taken").isNotNegative();
        Participation place = run.played.places().stream()
                .filter(one -> order.id().equals(one.orderId()))
                .findFirst()
                .orElse(null);
        boolean aPersonsTask = run.played.alarms().contains(order.id());
        if (place == null && (run.played.byHand.contains(order.id()) || !order.namesAPlace())) {
            // Ended by a person before Gather had heard of it, or an ordinary purchase beside the one for the place.
            return;
        }
        if (place == null || !history.shopGivesBack() || run.played.byHand.contains(order.id())) {
            // What no place explains, what the shop cannot do and what a person has begun, a person is told to end.
            assertThat(aPersonsTask || order.kept() == 0 || (place != null && ENDED.contains(place.state())))
                    .as("an end or a task for " + order.id() + " in " + run.played)
                    .isTrue();
            return;
        }
        assertThat(ENDED).as("the state of " + place.id() + " in " + run.played).contains(place.state());
        int ordered = run.ordered.get(order.id());
        if (ordered > place.quantity()) {
            // More units than the place is for are an ordinary purchase, if the order shows their price.
            return;
        }
        boolean confirmed = place.state() == State.CONFIRMED;
        long price = confirmed ? price(history, run, place).getAmountMinorLong() : 0;
        long owed = price * ordered;
        if (confirmed && place.delivered() != null && place.delivered() < (long) ordered * TeamHistory.GRAMS) {
            owed = price * place.delivered() / TeamHistory.GRAMS;
        }
        assertThat(order.kept())
                .as("money of " + order.id() + " in " + run.played)
                .isEqualTo(owed);
        if (confirmed || place.delivered() == null) {
            // What was recorded as delivered may be cancelled or not: the goods are out of the shop's hands.
            assertThat(order.standing(place.variantId() == null ? "tea" : place.variantId()))
                    .as("what is delivered of " + order.id() + " in " + run.played)
                    .isEqualTo(confirmed ? ordered : 0);
        }
    }

    /** By the promise of the terms: the price of one unit that the paid places of the team have reached. */
    private static Money price(TeamHistory history, TeamRun run, Participation place) {
        CampaignTerms terms = history.terms().of(place.variantId());
        Team team = run.played.teams().stream()
                .filter(one -> one.id().equals(place.team()))
                .findFirst()
                .orElseThrow();
        Money price = team.price(terms);
        return run.played.hasOpened(place) ? terms.price().openerPays(price) : price;
    }
}
