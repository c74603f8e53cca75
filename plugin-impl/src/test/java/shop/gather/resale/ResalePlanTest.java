package shop.gather.resale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CommunityMembers;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.groupbuy.terms.ResalePolicy.ByLeaders;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

class ResalePlanTest {

    private static final UUID COMMUNITY = new UUID(0, 7);
    private static final LeaderId LEADER = new LeaderId(new UUID(0, 8));
    private static final FurtherArticle MUG = new FurtherArticle(
                    "mug", "Mug", null, "", Money.parse("EUR 9.00"), SomeTerms.groupPrice("EUR 7.00"))
            .at(SomeTerms.groupPrice("EUR 7.00"), new ByLeaders(Money.parse("EUR 0.30")));
    private static final FurtherArticle BOWL =
            new FurtherArticle("bowl", "Bowl", null, "", Money.parse("EUR 5.00"), SomeTerms.groupPrice("EUR 4.00"));
    private static final CampaignTerms TERMS = SomeTerms.team("EUR 10.00", 2)
            .with(new ByLeaders(Money.parse("EUR 2.00")))
            .with(List.of(MUG, BOWL));

    @Test
    void buyersPayThePriceWithTheMarkUp() {
        CampaignTerms copy = terms("EUR 0.50", Map.of("mug", "EUR 0.30"));

        assertThat(copy.checkoutPrice()).isEqualTo(Money.parse("EUR 10.50"));
        assertThat(copy.of("mug").checkoutPrice()).isEqualTo(Money.parse("EUR 7.30"));
        assertThat(copy.of("bowl").checkoutPrice()).isEqualTo(Money.parse("EUR 4.00"));
    }

    @Test
    void theTermsSayWhoHasAddedHowMuch() {
        CampaignTerms copy = terms("EUR 0.50", Map.of("mug", "EUR 0.30"));

        assertThat(copy.resale()).isEqualTo(new ResalePolicy.Resold(LEADER.value(), Money.parse("EUR 0.50")));
        assertThat(copy.of("mug").resale()).isEqualTo(new ResalePolicy.Resold(LEADER.value(), Money.parse("EUR 0.30")));
        assertThat(copy.of("bowl").resale())
                .isEqualTo(new ResalePolicy.Resold(LEADER.value(), Money.parse("EUR 0.00")));
    }

    @Test
    void theBuyersAreTheMembersOfTheCommunityAndEverythingElseIsAsTheOwnerSaid() {
        CampaignTerms copy = terms("EUR 0.00", Map.of());

        assertThat(copy.eligibility()).isEqualTo(new CommunityMembers(COMMUNITY));
        assertThat(copy.price()).isEqualTo(TERMS.price());
        assertThat(copy.team()).isEqualTo(TERMS.team());
        assertThat(copy.schedule()).isEqualTo(TERMS.schedule());
    }

    @Test
    void aMarkUpAboveTheOwnersBoundIsRefused() {
        assertRefused(
                () -> terms("EUR 2.01", Map.of()), ProblemCode.INVALID_VALUE, "markUp must be from zero to EUR 2.00.");
    }

    @Test
    void aMarkUpOnAnArticleWithoutABoundIsRefused() {
        assertRefused(
                () -> terms("EUR 0.00", Map.of("bowl", "EUR 0.01")),
                ProblemCode.INVALID_VALUE,
                "articles.bowl.markUp must be from zero to EUR 0.00.");
    }

    @Test
    void aMarkUpBelowZeroIsRefused() {
        assertRefused(
                () -> terms("EUR -0.01", Map.of()), ProblemCode.INVALID_VALUE, "markUp must be from zero to EUR 2.00.");
    }

    @Test
    void aMarkUpInAnotherCurrencyIsRefused() {
        assertRefused(() -> terms("USD 0.50", Map.of()), ProblemCode.INVALID_VALUE, "markUp must be in EUR.");
    }

    @Test
    void anArticleThatTheCampaignDoesNotSellIsRefused() {
        assertRefused(
                () -> terms("EUR 0.50", Map.of("cup", "EUR 0.10")),
                ProblemCode.INVALID_VALUE,
                "articles must be further articles of the campaign: [cup].");
    }

    @Test
    void aCampaignIsResoldOnlyWithTheOwnersPermission() {
        assertRefused(
                () -> plan("EUR 0.50", Map.of()).terms(SomeTerms.team("EUR 10.00", 2), LEADER),
                ProblemCode.CONFLICT,
                "The owner does not let leaders resell this campaign. Ask the owner.");
    }

    @Test
    void aResoldCampaignIsNotResoldAgain() {
        CampaignTerms copy = terms("EUR 0.50", Map.of());

        assertRefused(
                () -> plan("EUR 0.50", Map.of()).terms(copy, LEADER),
                ProblemCode.CONFLICT,
                "Another leader resells this campaign. Offer the original instead.");
    }

    private static CampaignTerms terms(String markUp, Map<String, String> further) {
        return plan(markUp, further).terms(TERMS, LEADER);
    }

    private static ResalePlan plan(String markUp, Map<String, String> further) {
        return new ResalePlan(
                new CampaignId(new UUID(0, 9)),
                COMMUNITY,
                Money.parse(markUp),
                further.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Money.parse(entry.getValue()))));
    }

    private static void assertRefused(ThrowingCallable what, ProblemCode code, String message) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code))
                .hasMessage(message);
    }
}
