package shop.gather.groupbuy.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.figure.CampaignFigures.Figures;
import shop.gather.groupbuy.figure.CampaignFigures.Sales;
import shop.gather.groupbuy.figure.FiguresOnDatabase.APlace;
import shop.gather.groupbuy.figure.FiguresOnDatabase.ATeam;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;

/** Figures of random histories, compared with a model that adds up place by place. */
class CampaignFiguresTest {

    private static final Pattern SCANNED =
            Pattern.compile("(?i)seq scan on (team|participation)|(TEAM|PARTICIPATION)\\.tableScan");

    private static final CampaignTerms ONE_PRICE = SomeTerms.team("EUR 10.00", 6);

    /** The price per unit of the main article: 10.00, or 8.33 from four places on. */
    private static final CampaignTerms TIERED =
            SomeTerms.with(SomeTerms.tiers("EUR 10.00", 4, "EUR 8.33"), SomeTerms.minimumTeam(2, 6));

    private static final CampaignTerms CHEAPER_FOR_THE_OPENER =
            SomeTerms.with(new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 4.99")), SomeTerms.fullTeam(6));

    private static CampaignId anId() {
        return new CampaignId(Ids.next());
    }

    @OnBothDatabases
    void theSumsAreThoseOfThePlaces(StoreDatabase shared) {
        for (int round = 0; round < 12; round++) {
            CampaignTerms terms =
                    List.of(ONE_PRICE, TIERED, CHEAPER_FOR_THE_OPENER).get(round % 3);
            FiguresOnDatabase store = new FiguresOnDatabase(shared, anId(), terms);
            List<ATeam> teams = store.history(new Random(round), 40);
            Figures figures = store.figures();
            teamsMustEqual(figures, teams);
            placesMustEqual(figures, teams);
            assertThat(figures.sales()).isEqualTo(sales(terms, teams, any -> true));
            daysMustEqual(figures, terms, teams);
        }
    }

    /** The unit price of a place in cents, computed without the code under test. */
    private static long price(CampaignTerms terms, ATeam team, APlace place) {
        if (place.variant() != null) {
            return 1555;
        }
        if (terms == CHEAPER_FOR_THE_OPENER && place.id().equals(team.opening())) {
            return 499;
        }
        return terms == TIERED && team.paid() >= 4 ? 833 : 1000;
    }

    private static Sales sales(CampaignTerms terms, List<ATeam> teams, Predicate<ATeam> which) {
        long places = 0;
        long units = 0;
        long turnover = 0;
        long saving = 0;
        long rebates = 0;
        long back = 0;
        for (ATeam team : teams.stream().filter(ATeam::succeeded).filter(which).toList()) {
            for (APlace place : team.places()) {
                if (place.state() == State.CONFIRMED) {
                    long price = price(terms, team, place);
                    places++;
                    units += place.units();
                    turnover += price * place.units();
                    saving += ((place.variant() == null ? 1299 : 2000) - price) * place.units();
                    rebates += place.rebate();
                    back += place.rebate() - place.rebateOpen();
                }
            }
        }
        return new Sales(places, units, euro(turnover), euro(saving), euro(rebates), euro(back));
    }

    private static Money euro(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    private static void teamsMustEqual(Figures figures, List<ATeam> teams) {
        List<Long> seconds = teams.stream()
                .filter(ATeam::succeeded)
                .map(team -> Duration.between(team.opened(), team.closed()).toSeconds())
                .sorted()
                .toList();
        long failed =
                teams.stream().filter(team -> team.state().equals("FAILED")).count();
        assertThat(figures.teams())
                .isEqualTo(new CampaignFigures.TeamCounts(
                        teams.size(),
                        teams.size() - seconds.size() - failed,
                        seconds.size(),
                        failed,
                        nearestRank(seconds, 0.5),
                        nearestRank(seconds, 0.9)));
    }

    /** The smallest value that so large a part of them does not exceed. */
    private static Long nearestRank(List<Long> sorted, double part) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    private static void placesMustEqual(Figures figures, List<ATeam> teams) {
        List<APlace> places =
                teams.stream().flatMap(team -> team.places().stream()).toList();
        for (State state : State.values()) {
            assertThat(figures.places().byState().get(state)).isEqualTo(count(places, place -> place.state() == state));
        }
        assertThat(figures.places().taken()).isEqualTo(places.size());
        assertThat(figures.places().paid()).isEqualTo(count(places, place -> place.paidAt() != null));
        assertThat(figures.places().late())
                .isEqualTo(count(
                        places,
                        place -> place.reason() != null && place.reason().startsWith("paid-after")));
        assertThat(figures.places().left())
                .isEqualTo(count(places, place -> "left-by-the-buyer".equals(place.reason())));
        assertThat(figures.places().buyers())
                .isEqualTo(places.stream()
                        .filter(APlace::keeps)
                        .map(APlace::member)
                        .distinct()
                        .count());
        assertThat(figures.places().units())
                .isEqualTo(places.stream()
                        .filter(APlace::keeps)
                        .mapToLong(APlace::units)
                        .sum());
    }

    private static long count(List<APlace> places, Predicate<APlace> which) {
        return places.stream().filter(which).count();
    }

    private static LocalDate day(Instant at) {
        return at == null ? null : at.atZone(FiguresOnDatabase.BERLIN).toLocalDate();
    }

    private static void daysMustEqual(Figures figures, CampaignTerms terms, List<ATeam> teams) {
        List<APlace> places =
                teams.stream().flatMap(team -> team.places().stream()).toList();
        List<LocalDate> all = Stream.concat(
                        teams.stream().flatMap(team -> Stream.of(team.opened(), nonNull(team.closed(), team.opened()))),
                        places.stream()
                                .flatMap(place -> Stream.of(place.created(), nonNull(place.paidAt(), place.created()))))
                .map(CampaignFiguresTest::day)
                .distinct()
                .sorted()
                .toList();
        assertThat(figures.days().keySet()).containsExactlyElementsOf(all);
        figures.days().forEach((day, of) -> {
            Predicate<ATeam> ended = team -> day.equals(day(team.closed()));
            assertThat(of)
                    .isEqualTo(new CampaignFigures.Day(
                            teams.stream()
                                    .filter(team -> day.equals(day(team.opened())))
                                    .count(),
                            teams.stream()
                                    .filter(ended)
                                    .filter(ATeam::succeeded)
                                    .count(),
                            teams.stream()
                                    .filter(ended)
                                    .filter(team -> !team.succeeded())
                                    .count(),
                            count(places, place -> day.equals(day(place.created()))),
                            count(places, place -> day.equals(day(place.paidAt()))),
                            sales(terms, teams, ended)));
        });
    }

    private static Instant nonNull(Instant one, Instant other) {
        return one == null ? other : one;
    }

    @OnBothDatabases
    void aCampaignWithoutTeamsHasFiguresToo(StoreDatabase shared) {
        FiguresOnDatabase store = new FiguresOnDatabase(shared, anId(), ONE_PRICE);
        Figures figures = store.figures();
        assertThat(figures.teams()).isEqualTo(new CampaignFigures.TeamCounts(0, 0, 0, 0, null, null));
        assertThat(figures.places().taken()).isZero();
        assertThat(figures.sales().turnover()).isEqualTo(euro(0));
        assertThat(figures.days()).isEmpty();
    }

    @OnBothDatabases
    void aStoreWithTheSameIdsIsNotCounted(StoreDatabase shared) {
        FiguresOnDatabase store = new FiguresOnDatabase(shared, anId(), ONE_PRICE);
        List<ATeam> teams = store.history(new Random(1), 30);
        Figures before = store.figures();
        FiguresOnDatabase other = new FiguresOnDatabase(shared, store.campaign, TIERED);
        other.sameIdsAs(teams.subList(0, 20));
        assertThat(store.figures()).isEqualTo(before);
        assertThat(other.figures().sales()).isEqualTo(sales(TIERED, teams.subList(0, 20), any -> true));
        FiguresOnDatabase stranger = new FiguresOnDatabase(shared, anId(), ONE_PRICE);
        assertThatThrownBy(() -> stranger.database
                        .bean(CampaignFigures.class)
                        .of(stranger.database.store(), store.campaign, FiguresOnDatabase.BERLIN))
                .isInstanceOf(ProblemException.class);
    }

    @OnBothDatabases
    void tenThousandPlacesCostAsManyStatementsAsTen(StoreDatabase shared) {
        FiguresOnDatabase small = new FiguresOnDatabase(shared, anId(), TIERED);
        small.history(new Random(2), 4);
        FiguresOnDatabase large = new FiguresOnDatabase(shared, anId(), TIERED);
        List<ATeam> teams = large.history(new Random(3), 3_500);
        assertThat(teams.stream().mapToInt(team -> team.places().size()).sum()).isGreaterThan(10_000);
        small.database.analyzed();
        assertThat(large.database.statementsOf(large::figures))
                .isEqualTo(small.database.statementsOf(small::figures))
                .isEqualTo(5);
        // Of a table in which one campaign is most rows a scan is the best plan: only the small one is compared.
        assertThat(small.database.plansOf(small::figures))
                .hasSize(5)
                .allSatisfy(plan ->
                        assertThat(SCANNED.matcher(plan).find()).as(plan).isFalse());
    }
}
