package shop.gather.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.referral.commission.CommissionEstimate;

/** Whatever the terms and the buyers are, no money and no place of a dry run is lost or made. */
class DryRunPropertyTest {

    private static final String LIST = "EUR 12.99";

    record Campaign(CampaignTerms terms, boolean rebate, int level1, int level2, BuyerForecast forecast) {

        DryRun.Result play() {
            return new DryRun(terms, Money.parse(LIST), rebate, CommissionEstimate.of(level1, level2))
                    .play(forecast.joins(terms.schedule()));
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
        Arbitrary<BuyerForecast> forecasts = Combinators.combine(
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().greaterOrEqual(0))
                .as(BuyerForecast::new);
        return Combinators.combine(
                        Arbitraries.oneOf(full, tiered),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 6_000),
                        Arbitraries.integers().between(0, 3_000),
                        forecasts)
                .as(Campaign::new);
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
        assertThat(total.listValue()).isEqualTo(Money.parse(LIST).multipliedBy(total.placesPaid()));
        assertThat(total.turnover())
                .isBetween(
                        campaign.terms().lowestPrice().multipliedBy(total.placesPaid()),
                        campaign.terms().highestPrice().multipliedBy(total.placesPaid()));
        assertThat(total.rebates().isNegative()).isFalse();
        assertThat(total.remaining().isNegative()).isFalse();
    }

    @Property
    void everyPlaceAndTeamEndsOnce(@ForAll("campaigns") Campaign campaign) {
        Figures total = campaign.play().total();
        assertThat(total.joins()).isEqualTo(campaign.forecast().buyers());
        assertThat(total.placesPaid() + total.placesRefunded() + total.placesUnpaid())
                .isEqualTo(total.joins());
        assertThat(total.teamsSucceeded() + total.teamsFailed()).isEqualTo(total.teamsOpened());
        int size = campaign.terms().team().size();
        int minimum = campaign.terms().team().minimum();
        assertThat(total.placesPaid()).isBetween(minimum * total.teamsSucceeded(), size * total.teamsSucceeded());
        assertThat(total.placesRefunded()).isLessThanOrEqualTo((minimum - 1) * total.teamsFailed());
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
