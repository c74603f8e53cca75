package shop.gather.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.order.intake.PastSales.Sale;
import shop.gather.referral.commission.CommissionEstimate;

/** Whatever the terms and the buyers are, no money and no place of a dry run is lost or made. */
class DryRunPropertyTest {

    private static final String LIST = "EUR 12.99";

    record Campaign(CampaignTerms terms, boolean rebate, int level1, int level2, List<Join> joins) {

        DryRun.Result play() {
            return new DryRun(terms, Money.parse(LIST), rebate, CommissionEstimate.of(level1, level2)).play(joins);
        }
    }

    @Provide
    Arbitrary<Campaign> campaigns() {
        Arbitrary<CampaignTerms> full =
                Combinators.combine(cents(1, 1_298), sizes()).as((price, size) -> SomeTerms.team(euro(price), size));
        Arbitrary<CampaignTerms> tiered = Combinators.combine(
                        cents(700, 1_298),
                        cents(1, 699),
                        sizes(),
                        Arbitraries.integers().between(0, 5))
                .as((first, second, minimum, more) -> SomeTerms.with(
                        SomeTerms.tiers(euro(first), minimum + more + 1, euro(second)),
                        SomeTerms.minimumTeam(minimum, minimum + more + 1)));
        Arbitrary<CampaignTerms> group = Combinators.combine(
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(2, 9))
                .as((minimum, units) -> SomeTerms.groupOrder(new GroupOrder(minimum, 100, null), new UpTo(9, null))
                        .with(new CasePolicy.FullCases(units, null, null)));
        Arbitrary<CampaignTerms> drawn =
                sizes().map(size -> SomeTerms.team("EUR 10.00", size).with(new OutcomePolicy.Draw(1, null)));
        return Combinators.combine(
                        Arbitraries.oneOf(full, tiered, group, drawn),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 6_000),
                        Arbitraries.integers().between(0, 3_000))
                .as((terms, rebate, level1, level2) ->
                        joins(terms).map(joins -> new Campaign(terms, rebate, level1, level2, joins)))
                .flatMap(campaign -> campaign);
    }

    /** Expected buyers, and the buyers of past orders. */
    private static Arbitrary<List<Join>> joins(CampaignTerms terms) {
        Arbitrary<List<Join>> expected = Combinators.combine(
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().greaterOrEqual(0))
                .as((buyers, rate, seed) -> new BuyerForecast(buyers, rate, seed).joins(terms.schedule()));
        Replay replay = Replay.of(40, terms.schedule(), Instant.parse("2026-11-20T10:00:00Z"));
        Arbitrary<List<Join>> past = Combinators.combine(
                        Arbitraries.longs()
                                .between(
                                        0,
                                        Duration.between(replay.from(), replay.until())
                                                        .toSeconds()
                                                - 1),
                        Arbitraries.integers().between(1, 12))
                .as((seconds, units) -> new Sale(replay.from().plusSeconds(seconds), units))
                .list()
                .ofMinSize(1)
                .ofMaxSize(100)
                .map(sales -> replay.joins(
                        sales.stream().sorted(Comparator.comparing(Sale::at)).toList(), terms));
        return Arbitraries.oneOf(expected, past);
    }

    private static Arbitrary<Integer> cents(int min, int max) {
        return Arbitraries.integers().between(min, max);
    }

    private static Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(2, 12);
    }

    private static String euro(int cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents).toString();
    }

    @Property
    void moneyIsConserved(@ForAll("campaigns") Campaign campaign) {
        Figures total = campaign.play().total();
        assertThat(total.turnover()).isEqualTo(total.listValue().minus(total.discount()));
        assertThat(total.turnover()).isEqualTo(total.charged().minus(total.rebates()));
        assertThat(total.turnover())
                .isEqualTo(total.remaining().plus(total.level1()).plus(total.level2()));
        assertThat(total.listValue()).isEqualTo(Money.parse(LIST).multipliedBy(total.unitsPaid()));
        assertThat(total.turnover())
                .isBetween(
                        campaign.terms().lowestPrice().multipliedBy(total.unitsPaid()),
                        campaign.terms().highestPrice().multipliedBy(total.unitsPaid()));
        assertThat(total.rebates().isNegative()).isFalse();
        assertThat(total.remaining().isNegative()).isFalse();
    }

    @Property
    void everyPlaceAndTeamEndsOnce(@ForAll("campaigns") Campaign campaign) {
        Figures total = campaign.play().total();
        assertThat(total.joins()).isEqualTo(campaign.joins().size() - total.turnedAway());
        assertThat(total.placesPaid() + total.placesRefunded() + total.placesUnpaid())
                .isEqualTo(total.joins());
        assertThat(total.teamsSucceeded() + total.teamsFailed()).isEqualTo(total.teamsOpened());
        int size = campaign.terms().team().size();
        int most = campaign.terms().quantity().mostPerPlace();
        assertThat(total.placesPaid())
                .isBetween(
                        Math.min(
                                        campaign.terms().mostWinners(),
                                        campaign.terms().team().minimum())
                                * total.teamsSucceeded(),
                        size * total.teamsSucceeded());
        assertThat(total.unitsPaid()).isBetween(total.placesPaid(), most * total.placesPaid());
    }

    @Property
    void theMarginIsWhatRemainsLessTheCostOfTheUnits(
            @ForAll("campaigns") Campaign campaign, @ForAll @IntRange(min = 1, max = 3_000) int cents) {
        Money unitCost = Money.ofMinor(CurrencyUnit.EUR, cents);
        PlayedCampaign played =
                new PlayedCampaign(campaign.joins().size(), Optional.empty(), campaign.play(), unitCost);
        Money days = Money.zero(CurrencyUnit.EUR);
        for (Figures day : played.result().days().values()) {
            days = days.plus(played.margin(day).orElseThrow());
        }
        Figures total = played.result().total();
        assertThat(played.margin(total)).contains(days);
        assertThat(days.plus(unitCost.multipliedBy(total.unitsPaid()))).isEqualTo(total.remaining());
    }

    @Property
    void theDaysAddUpToTheTotal(@ForAll("campaigns") Campaign campaign) {
        DryRun.Result result = campaign.play();
        Money turnover = Money.zero(CurrencyUnit.EUR);
        int joins = 0;
        for (Figures day : result.days().values()) {
            turnover = turnover.plus(day.turnover());
            joins += day.joins();
            assertThat(day.turnover()).isEqualTo(day.listValue().minus(day.discount()));
        }
        assertThat(turnover).isEqualTo(result.total().turnover());
        assertThat(joins).isEqualTo(result.total().joins());
    }

    @Property
    void theSameInputGivesTheSameResult(@ForAll("campaigns") Campaign campaign) {
        assertThat(campaign.play()).isEqualTo(campaign.play());
    }
}
