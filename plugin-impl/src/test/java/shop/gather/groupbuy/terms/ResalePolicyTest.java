package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.terms.ResalePolicy.ByLeaders;
import shop.gather.platform.http.ProblemException;

class ResalePolicyTest {

    private static final ResalePolicy BY_LEADERS = new ByLeaders(Money.parse("EUR 2.00"));

    @Test
    void aCampaignIsNotResoldUnlessTheOwnerSaysSo() {
        assertThat(SomeTerms.team("EUR 10.00", 2).resale()).isEqualTo(new ResalePolicy.NotResold());
    }

    @Test
    void thePolicyIsPartOfTheTerms() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2).with(BY_LEADERS);

        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
    }

    @Test
    void whoResellsAtWhichMarkUpIsPartOfTheTerms() {
        CampaignTerms terms =
                SomeTerms.team("EUR 10.00", 2).with(new ResalePolicy.Resold(new UUID(1, 2), Money.parse("EUR 0.50")));

        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
    }

    @Test
    void theBoundIsAnAmountOfZeroOrMore() {
        assertInvalid(() -> new ByLeaders(null), "resalePolicy.mostMarkUp must be an amount of zero or more.");
        assertInvalid(
                () -> new ByLeaders(Money.parse("EUR -0.01")),
                "resalePolicy.mostMarkUp must be an amount of zero or more.");
    }

    @Test
    void theBoundIsInTheCurrencyOfThePrice() {
        assertInvalid(
                () -> SomeTerms.team("EUR 10.00", 2).with(new ByLeaders(Money.parse("USD 1.00"))),
                "resalePolicy.mostMarkUp must be in the currency of the price.");
    }

    @Test
    void inOneTeamAllBuyersPayTheMarkUpAlike() {
        assertInvalid(
                () -> SomeTerms.with(
                                new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.00")),
                                SomeTerms.fullTeam(2))
                        .with(BY_LEADERS),
                "resalePolicy by-leaders cannot be combined with pricePolicy opener-price or helped, or tiers by"
                        + " turnover.");
    }

    @Test
    void theBuyersAreTheMembersOfTheLeadersCommunityAndNoOtherGroup() {
        assertInvalid(
                () -> SomeTerms.team("EUR 10.00", 2, new NewBuyers(), new StockPolicy.ShopStock())
                        .with(BY_LEADERS),
                "resalePolicy by-leaders cannot be combined with eligibilityPolicy new-buyers or leaders: the buyers are"
                        + " the members of the leader's community.");
    }

    @Test
    void aLimitedNumberOfUnitsIsNotSoldByEachLeaderAgain() {
        assertInvalid(
                () -> SomeTerms.team("EUR 10.00", 2, new Everyone(), new CampaignStock(100))
                        .with(BY_LEADERS),
                "resalePolicy by-leaders cannot be combined with stockPolicy campaign-stock: each leader would sell that"
                        + " many units.");
    }

    @Test
    void aCapacityIsNotResold() {
        assertInvalid(
                () -> SomeTerms.groupOrder(new GroupOrder(1, 100, 50), new QuantityPolicy.OneUnit())
                        .with(BY_LEADERS),
                "resalePolicy by-leaders cannot be combined with teamPolicy.capacity: each leader would sell that many"
                        + " units.");
    }

    @Test
    void drawsAreNotResold() {
        assertInvalid(
                () -> SomeTerms.team("EUR 10.00", 3)
                        .with(new OutcomePolicy.Draw(1, null))
                        .with(BY_LEADERS),
                "resalePolicy by-leaders cannot be combined with outcomePolicy draw.");
    }

    @Test
    void aFurtherArticleIsResoldOnlyWithItsCampaign() {
        FurtherArticle mug = new FurtherArticle(
                        "mug", "Mug", null, "", Money.parse("EUR 9.00"), SomeTerms.groupPrice("EUR 7.00"))
                .at(SomeTerms.groupPrice("EUR 7.00"), BY_LEADERS);

        assertInvalid(
                () -> SomeTerms.team("EUR 10.00", 2).with(List.of(mug)),
                "A resalePolicy of furtherArticles needs resalePolicy by-leaders of the campaign itself.");
        assertThat(SomeTerms.team("EUR 10.00", 2)
                        .with(BY_LEADERS)
                        .with(List.of(mug))
                        .of("mug")
                        .resale())
                .isEqualTo(BY_LEADERS);
    }

    private static void assertInvalid(ThrowingCallable what, String message) {
        assertThatThrownBy(what).isInstanceOf(ProblemException.class).hasMessage(message);
    }
}
