package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.groupbuy.terms.TieredPrice.Tier;
import shop.gather.platform.http.ProblemException;

/** Everyone in a team gets the price of the tier that it has reached in the end. */
class TieredPriceTest {

    private static final TieredPrice PRICE = new TieredPrice(List.of(tier(2, 1000), tier(5, 900), tier(10, 750)));

    private static Tier tier(int members, long cents) {
        return Tier.ofMembers(members, Money.ofMinor(CurrencyUnit.EUR, cents));
    }

    @ParameterizedTest
    @CsvSource({"1, 10.00", "2, 10.00", "4, 10.00", "5, 9.00", "9, 9.00", "10, 7.50", "100, 7.50"})
    void theHighestTierThatIsReachedHolds(int members, String price) {
        assertThat(PRICE.reachedWith(TeamSales.ofOneUnitEach(members))).isEqualTo(Money.parse("EUR " + price));
    }

    @Test
    void buyersPayTheFirstTiersPrice() {
        assertThat(PRICE.atCheckout()).isEqualTo(Money.parse("EUR 10.00"));
    }

    @Test
    void termsWithTiersAreReadAsTheyWereWritten() {
        CampaignTerms terms = SomeTerms.with(PRICE, SomeTerms.minimumTeam(2, 20));
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
        assertThat(terms.lowestPrice()).isEqualTo(Money.parse("EUR 7.50"));
        assertThat(terms.priceCanFall()).isTrue();
    }

    /** Every team that succeeds has reached the second tier. */
    @Test
    void theHighestPriceIsThatOfTheSmallestTeam() {
        assertThat(SomeTerms.with(PRICE, SomeTerms.minimumTeam(5, 20)).highestPrice())
                .isEqualTo(Money.parse("EUR 9.00"));
    }

    /** More buyers never make it dearer, and nobody ends with more than was paid at the checkout. */
    @Property
    void thePriceOnlyFalls(@ForAll("prices") TieredPrice price, @ForAll @IntRange(min = 1, max = 200) int members) {
        assertThat(price.reachedWith(TeamSales.ofOneUnitEach(members))).isLessThanOrEqualTo(price.atCheckout());
        assertThat(price.reachedWith(TeamSales.ofOneUnitEach(members + 1)))
                .isLessThanOrEqualTo(price.reachedWith(TeamSales.ofOneUnitEach(members)));
        assertThat(price.reachedWith(TeamSales.ofOneUnitEach(members)).isPositive())
                .isTrue();
    }

    @Provide
    Arbitrary<TieredPrice> prices() {
        return Arbitraries.integers()
                .between(1, 150)
                .set()
                .ofMinSize(2)
                .ofMaxSize(10)
                .map(members -> {
                    List<Tier> tiers = new ArrayList<>();
                    for (int from : new TreeSet<>(members)) {
                        tiers.add(tier(from, 10_000 - 37L * from));
                    }
                    return new TieredPrice(tiers);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'tiers':[] | pricePolicy.tiers must be a list of 2 to 10 tiers.",
                "'other':1 | pricePolicy.tiers must be a list of 2 to 10 tiers.",
                "'tiers':[{'members':2,'price':{'amount':'10.00','currency':'EUR'}},{'members':2,'price':{'amount':'9.00','currency':'EUR'}}]"
                        + " | Each of pricePolicy.tiers must need more members than the one before and have a lower "
                        + "price; the tier of 2 members does not.",
                "'tiers':[{'members':2,'price':{'amount':'10.00','currency':'EUR'}},{'members':3,'price':{'amount':'10.00','currency':'EUR'}}]"
                        + " | Each of pricePolicy.tiers must need more members than the one before and have a lower "
                        + "price; the tier of 3 members does not.",
                "'tiers':[{'members':2,'price':{'amount':'10.00','currency':'EUR'}},{'members':3,'price':{'amount':'9.00','currency':'USD'}}]"
                        + " | pricePolicy.tiers must all have the same currency.",
                "'tiers':[{'members':2,'price':{'amount':'10.00','currency':'EUR'}},{'members':3}] | pricePolicy.tiers.price is missing.",
                "'tiers':[{'members':2,'price':{'amount':'0.00','currency':'EUR'}},{'members':3}] | An amount must be more than zero.",
                "'tiers':[{'members':2.5,'price':{'amount':'9.00','currency':'EUR'}},{'members':3}] | pricePolicy "
                        + "must hold whole numbers up to 2147483647; 2.5 is none.",
            })
    void whatIsNotAcceptableIsNamed(String fields, String message) {
        String json = ("{'policy':'tiered'," + fields + "}").replace('\'', '"');
        assertThatThrownBy(() -> PricePolicy.KINDS.read(
                        Json.createReader(new StringReader(json)).readObject()))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'members':2,'price':{'amount':'9.00','currency':'EUR'}},{'units':3,'price':{'amount':'8.00','currency':'EUR'}}"
                        + " | pricePolicy.tiers must all have the same measure: members, units or turnover.",
                "{'price':{'amount':'9.00','currency':'EUR'}},{'units':3,'price':{'amount':'8.00','currency':'EUR'}}"
                        + " | Each of pricePolicy.tiers must have exactly one of members, units and turnover.",
                "{'members':2,'units':2,'price':{'amount':'9.00','currency':'EUR'}}"
                        + " | Each of pricePolicy.tiers must have exactly one of members, units and turnover.",
                "{'turnover':{'amount':'9.00','currency':'USD'},'price':{'amount':'9.00','currency':'EUR'}}"
                        + " | pricePolicy.tiers must all have the same currency.",
            })
    void theTiersHaveOneMeasure(String tiers, String message) {
        String json = ("{'policy':'tiered','tiers':[" + tiers + "]}").replace('\'', '"');
        assertThatThrownBy(() -> PricePolicy.KINDS.read(
                        Json.createReader(new StringReader(json)).readObject()))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"1, 10.00", "4, 10.00", "5, 9.00", "6, 9.00"})
    void unitsOrTheirPriceReachATier(int units, String price) {
        Money ten = Money.parse("EUR 10.00");
        Money nine = Money.parse("EUR 9.00");
        TieredPrice byUnits = new TieredPrice(List.of(Tier.ofUnits(1, ten), Tier.ofUnits(5, nine)));
        TieredPrice byTurnover =
                new TieredPrice(List.of(Tier.ofTurnover(ten, ten), Tier.ofTurnover(Money.parse("EUR 50.00"), nine)));
        for (TieredPrice policy : List.of(byUnits, byTurnover)) {
            assertThat(policy.reachedWith(new TeamSales(1, units))).isEqualTo(Money.parse("EUR " + price));
            CampaignTerms terms = SomeTerms.with(policy, SomeTerms.minimumTeam(2, 3), new UpTo(2, null));
            assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
        }
    }

    @Test
    void theTiersMustFitTheTeams() {
        assertThatThrownBy(() -> SomeTerms.with(PRICE, SomeTerms.minimumTeam(1, 20)))
                .hasMessage("The first of pricePolicy.tiers needs 2 members, but a team succeeds with 1.");
        assertThatThrownBy(() -> SomeTerms.with(PRICE, SomeTerms.minimumTeam(2, 9)))
                .hasMessage("The last of pricePolicy.tiers needs 10 members, but a team takes 9 at most.");
    }
}
