package shop.gather.groupbuy.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.terms.AloneTeam;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.FullTeam;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.HelpedPrice;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.QuantityPolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.Capability;

/** Each rule by itself, and all of them together. */
class ReviewTest {

    private static final CampaignTerms IN_CASES = SomeTerms.groupOrder(
                    new GroupOrder(1, 50, null), new QuantityPolicy.OneUnit())
            .with(new CasePolicy.FullCases(12, 2, null));

    private static final CampaignTerms FOR_OPENERS =
            SomeTerms.with(new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.00")), SomeTerms.fullTeam(3));

    private static final CampaignTerms HELPED = SomeTerms.with(
            new HelpedPrice(Money.parse("EUR 10.00"), Money.parse("EUR 5.00"), 3), new AloneTeam(Duration.ofHours(24)));

    private static final CampaignTerms TEAM = SomeTerms.team("EUR 10.00", 3);
    private static final CampaignTerms TIERED =
            SomeTerms.with(SomeTerms.tiers("EUR 10.00", 5, "EUR 8.50"), SomeTerms.minimumTeam(2, 5));

    private static String code(Optional<Finding> finding) {
        return finding.map(Finding::code).orElse("");
    }

    private static SomeFacts aDraft() {
        return SomeFacts.of(TEAM);
    }

    private static CampaignTerms lasting(Duration team) {
        return SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), new FullTeam(3, team));
    }

    @Test
    void aShopThatCanDoEverythingLeavesOneWarning() {
        Review review = Review.of(aDraft().facts());
        assertThat(review.findings()).extracting(Finding::code).containsExactly("MAY_SHIP_EARLY");
        assertThat(review.isPublishable()).isTrue();
        review.requirePublishable();
    }

    @Test
    void theArticleMustBeSold() {
        assertThat(code(PriceRules.sellsTheArticle(aDraft().notSold().facts()))).isEqualTo("ARTICLE_MISSING");
        assertThat(PriceRules.sellsTheArticle(aDraft().facts())).isEmpty();
    }

    @Test
    void theShopMustSellInTheCurrencyOfTheTerms() {
        assertThat(code(PriceRules.keepsTheCurrency(aDraft().soldAt("USD 12.99").facts())))
                .isEqualTo("CURRENCY_CHANGED");
        assertThat(PriceRules.keepsTheCurrency(aDraft().facts())).isEmpty();
        assertThat(Review.of(aDraft().soldAt("USD 12.99").floor("EUR 1.00").facts())
                        .findings())
                .as("the other rules do not compare the currencies")
                .extracting(Finding::code)
                .containsExactly("CURRENCY_CHANGED", "MAY_SHIP_EARLY");
    }

    @Test
    void thePriceMustBeBelowTheShops() {
        assertThat(code(PriceRules.isBelowTheShop(aDraft().soldAt("EUR 10.00").facts())))
                .isEqualTo("PRICE_NOT_BELOW_SHOP");
        assertThat(PriceRules.isBelowTheShop(aDraft().soldAt("EUR 10.01").facts()))
                .isEmpty();
        assertThat(code(PriceRules.isBelowTheShop(
                        SomeFacts.of(TIERED).soldAt("EUR 9.00").facts())))
                .as("the first of several prices")
                .isEqualTo("PRICE_NOT_BELOW_SHOP");
    }

    @Test
    void theLowestPriceMustNotBeBelowTheFloor() {
        assertThat(code(PriceRules.isNotBelowTheFloor(
                        SomeFacts.of(TIERED).floor("EUR 8.51").facts())))
                .isEqualTo("PRICE_BELOW_FLOOR");
        assertThat(PriceRules.isNotBelowTheFloor(
                        SomeFacts.of(TIERED).floor("EUR 8.50").facts()))
                .isEmpty();
        assertThat(PriceRules.isNotBelowTheFloor(SomeFacts.of(TIERED).facts())).isEmpty();
    }

    @Test
    void anotherPriceInTheShopIsReported() {
        assertThat(code(PriceRules.keepsTheListPrice(
                        aDraft().soldAt("EUR 13.99").facts())))
                .isEqualTo("LIST_PRICE_CHANGED");
        assertThat(PriceRules.keepsTheListPrice(aDraft().facts())).isEmpty();
    }

    @Test
    void aLowerPriceBeforeTheCampaignIsReported() {
        Optional<Finding> finding = PriceRules.comparesWithTheLowestPrice(
                aDraft().soldBeforeAt("EUR 11.50").facts());
        assertThat(code(finding)).isEqualTo("LIST_PRICE_ABOVE_LOWEST");
        assertThat(finding.orElseThrow().problem()).contains("EUR 11.50").contains("EUR 12.99");
        assertThat(PriceRules.comparesWithTheLowestPrice(
                        aDraft().soldBeforeAt("EUR 12.99").facts()))
                .isEmpty();
        assertThat(PriceRules.comparesWithTheLowestPrice(aDraft().facts()))
                .as("nothing is known")
                .isEmpty();
    }

    @Test
    void anotherCampaignOfTheArticleIsNamed() {
        Optional<Finding> finding =
                ScheduleRules.runsAlone(aDraft().besides("Advent", "PUBLISHED").facts());
        assertThat(code(finding)).isEqualTo("ARTICLE_IN_ANOTHER_CAMPAIGN");
        assertThat(finding.orElseThrow().problem()).contains("\"Advent\" (PUBLISHED)");
        assertThat(ScheduleRules.runsAlone(aDraft().facts())).isEmpty();
    }

    @Test
    void aCampaignWithPickupNeedsAPoint() {
        assertThat(code(FulfilmentRules.hasAPickupPoint(aDraft().collectedAt(0).facts())))
                .isEqualTo("NO_PICKUP_POINT");
        assertThat(FulfilmentRules.hasAPickupPoint(aDraft().collectedAt(1).facts()))
                .isEmpty();
        assertThat(FulfilmentRules.hasAPickupPoint(aDraft().facts())).isEmpty();
    }

    @Test
    void aDayMustRemainToCapture() {
        PublishingFacts longer =
                SomeFacts.of(lasting(Duration.ofHours(72).plusSeconds(1))).facts();
        assertThat(code(ScheduleRules.leavesTimeToCapture(longer))).isEqualTo("AUTHORIZATION_SHORT");
        assertThat(ScheduleRules.leavesTimeToCapture(
                        SomeFacts.of(lasting(Duration.ofHours(72))).facts()))
                .isEmpty();
        assertThat(ScheduleRules.leavesTimeToCapture(SomeFacts.of(SomeTerms.paidAtOnce(lasting(Duration.ofHours(96))))
                        .facts()))
                .isEmpty();
    }

    @Test
    void theShopMustCaptureLaterIfPaymentsAreAuthorized() {
        assertThat(code(ShopRules.capturesLater(aDraft().shopCan().facts()))).isEqualTo("CAPTURE_NOT_SUPPORTED");
        assertThat(ShopRules.capturesLater(
                        SomeFacts.of(SomeTerms.paidAtOnce(TEAM)).shopCan().facts()))
                .isEmpty();
        assertThat(ShopRules.capturesLater(aDraft().facts())).isEmpty();
    }

    @Test
    void theShopMustHaveRoomForAnotherOffer() {
        assertThat(code(ShopRules.hasRoomForAnOffer(aDraft().offers(5, 5).facts())))
                .isEqualTo("TOO_MANY_OFFERS");
        assertThat(ShopRules.hasRoomForAnOffer(aDraft().offers(5, 4).facts())).isEmpty();
        assertThat(ShopRules.hasRoomForAnOffer(aDraft().facts())).isEmpty();
    }

    @Test
    void theStockMustFillATeam() {
        assertThat(code(ShopRules.stockFillsATeam(aDraft().inStock(2).facts()))).isEqualTo("STOCK_BELOW_TEAM");
        assertThat(ShopRules.stockFillsATeam(aDraft().inStock(3).facts())).isEmpty();
        assertThat(ShopRules.stockFillsATeam(SomeFacts.of(TIERED).inStock(2).facts()))
                .as("the minimum counts")
                .isEmpty();
        assertThat(ShopRules.stockFillsATeam(aDraft().notSold().facts())).isEmpty();
    }

    @Test
    void anArticleThatCannotBeBoughtIsReported() {
        assertThat(code(ShopRules.articleIsAvailable(aDraft().unavailable().facts())))
                .isEqualTo("ARTICLE_UNAVAILABLE");
        assertThat(ShopRules.articleIsAvailable(aDraft().facts())).isEmpty();
    }

    @Test
    void aRebateIsReportedWithWhoPaysIt() {
        Finding byHand =
                ShopRules.chargesTheGroupPrice(aDraft().shopCan().facts()).orElseThrow();
        assertThat(byHand.code()).isEqualTo("PRICE_BY_REBATE");
        assertThat(byHand.problem()).contains("difference to EUR 10.00", "a task for you");
        Finding automatic = ShopRules.chargesTheGroupPrice(
                        aDraft().shopCan(Capability.REFUNDS).facts())
                .orElseThrow();
        assertThat(automatic.problem()).contains("refunded by Gather");
        assertThat(ShopRules.chargesTheGroupPrice(aDraft().facts())).isEmpty();
    }

    @Test
    void aPriceThatCanFallIsReported() {
        Optional<Finding> finding =
                ShopRules.knowsTheFinalPrice(SomeFacts.of(TIERED).facts());
        assertThat(code(finding)).isEqualTo("PRICE_KNOWN_AT_END");
        assertThat(finding.orElseThrow().problem()).contains("between EUR 8.50 and EUR 10.00");
        assertThat(ShopRules.knowsTheFinalPrice(aDraft().facts())).isEmpty();
    }

    @Test
    void aPriceOfItsOwnForTheOpenerIsReported() {
        Optional<Finding> finding =
                ShopRules.chargesTheOpenerLess(SomeFacts.of(FOR_OPENERS).facts());
        assertThat(code(finding)).isEqualTo("OPENER_PAYS_LESS");
        assertThat(finding.orElseThrow().problem()).contains("EUR 8.00");
        assertThat(ShopRules.chargesTheOpenerLess(aDraft().facts())).isEmpty();
        assertThat(PriceRules.isNotBelowTheFloor(
                        SomeFacts.of(FOR_OPENERS).floor("EUR 9.00").facts()))
                .as("the opener's price counts for the floor")
                .isPresent();
    }

    @Test
    void aHelpedPriceIsReportedWithTheLowestPrice() {
        Optional<Finding> finding =
                PriceRules.countsHelpsByAccount(SomeFacts.of(HELPED).facts());
        assertThat(code(finding)).isEqualTo("HELP_BY_ACCOUNT");
        assertThat(finding.orElseThrow().problem()).contains("With 3 helps a buyer pays EUR 5.00");
        assertThat(PriceRules.countsHelpsByAccount(aDraft().facts())).isEmpty();
        assertThat(PriceRules.isNotBelowTheFloor(
                        SomeFacts.of(HELPED).floor("EUR 6.00").facts()))
                .as("the lowest price counts for the floor")
                .isPresent();
    }

    @Test
    void aDrawIsReportedWithItsOdds() {
        Optional<Finding> finding = ShopRules.drawsLawfully(
                SomeFacts.of(SomeTerms.team("EUR 10.00", 10).with(new OutcomePolicy.Draw(2, null)))
                        .facts());
        assertThat(code(finding)).isEqualTo("DRAW_LAW");
        assertThat(finding.orElseThrow().problem()).contains("2 of up to 10 buyers");
        assertThat(ShopRules.drawsLawfully(aDraft().facts())).isEmpty();
    }

    @Test
    void aConsolationNeedsAShopWithStoreCredit() {
        CampaignTerms consoled =
                SomeTerms.team("EUR 10.00", 10).with(new OutcomePolicy.Draw(2, Money.parse("EUR 1.50")));
        PublishingFacts without = SomeFacts.of(consoled).shopCan().facts();
        assertThat(code(ShopRules.givesCredit(without))).isEqualTo("CONSOLATION_NOT_SUPPORTED");
        PublishingFacts with =
                SomeFacts.of(consoled).shopCan(Capability.STORE_CREDITS).facts();
        assertThat(ShopRules.givesCredit(with)).isEmpty();
        Optional<Finding> cost = ShopRules.countsConsolations(with);
        assertThat(code(cost)).isEqualTo("CONSOLATION_COST");
        assertThat(cost.orElseThrow().problem()).contains("8 buyers").contains("EUR 12.00 in all");
        assertThat(ShopRules.countsConsolations(aDraft().facts())).isEmpty();
    }

    @Test
    void fullCasesAreReportedWithWhatTheOwnerBuys() {
        Optional<Finding> finding =
                FulfilmentRules.fillsCases(SomeFacts.of(IN_CASES).facts());
        assertThat(code(finding)).isEqualTo("FULL_CASES");
        assertThat(finding.orElseThrow().problem()).contains("cases of 12").contains("up to 2 units");
        assertThat(FulfilmentRules.fillsCases(aDraft().facts())).isEmpty();
    }

    @Test
    void workByHandIsReported() {
        PublishingFacts bare = aDraft().shopCan().facts();
        assertThat(code(ShopRules.refunds(bare))).isEqualTo("REFUNDS_BY_HAND");
        assertThat(code(ShopRules.cancelsLines(bare))).isEqualTo("CANCELLATIONS_BY_HAND");
        assertThat(ShopRules.refunds(aDraft().facts())).isEmpty();
        assertThat(ShopRules.cancelsLines(aDraft().facts())).isEmpty();
    }

    @Test
    void publishingIsRefusedWithTheCodesOfAllThatBlocks() {
        Review review = Review.of(
                aDraft().shopCan().soldAt("EUR 9.00").floor("EUR 11.00").facts());
        assertThat(review.isPublishable()).isFalse();
        assertThatThrownBy(review::requirePublishable)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ProblemCode.NOT_SUPPORTED_BY_SHOP))
                .hasMessageStartingWith("CAPTURE_NOT_SUPPORTED: ")
                .hasMessageContaining("PRICE_NOT_BELOW_SHOP: groupPrice, EUR 10.00, must be lower")
                .hasMessageContaining("PRICE_BELOW_FLOOR: ")
                .hasMessageNotContaining("MAY_SHIP_EARLY");
        assertThat(review.warnings())
                .hasSize(5)
                .anyMatch(text -> text.startsWith("The shop cannot refund automatically"));
    }

    @Test
    void whatBlocksComesFirst() {
        List<Finding> findings = Review.of(
                        aDraft().soldAt("EUR 9.00").floor("EUR 11.00").facts())
                .findings();
        assertThat(findings).extracting(Finding::severity).isSorted().contains(Severity.BLOCKS, Severity.WARNS);
    }

    /** Every rule speaks at least once, and each code is in the document that the API's description names. */
    @Test
    void everyCodeIsDescribed() throws IOException {
        CampaignTerms late = SomeTerms.with(
                SomeTerms.tiers("EUR 10.00", 5, "EUR 8.50"), SomeTerms.minimumTeam(2, 5, Duration.ofHours(96)));
        Set<String> codes = Stream.of(
                        SomeFacts.of(late)
                                .shopCan()
                                .offers(1, 1)
                                .besides("Advent", "DRAFT")
                                .floor("EUR 9.00")
                                .soldAt("EUR 9.50")
                                .facts(),
                        SomeFacts.of(FOR_OPENERS).facts(),
                        SomeFacts.of(HELPED).facts(),
                        SomeFacts.of(SomeTerms.team("EUR 10.00", 3)
                                        .with(new OutcomePolicy.Draw(1, Money.parse("EUR 1.00"))))
                                .shopCan()
                                .facts(),
                        SomeFacts.of(IN_CASES).facts(),
                        aDraft().notSold().facts(),
                        aDraft().soldAt("USD 1.00").facts(),
                        aDraft().inStock(1).facts(),
                        aDraft().unavailable().facts(),
                        aDraft().soldBeforeAt("EUR 9.50").facts(),
                        aDraft().collectedAt(0).facts())
                .flatMap(facts -> Review.of(facts).findings().stream())
                .map(Finding::code)
                .collect(Collectors.toSet());
        assertThat(codes).hasSize(Review.RULES.size());
        String document = Files.readString(Path.of("CAMPAIGNS.md"));
        assertThat(codes).allSatisfy(code -> assertThat(document).contains("| `" + code + "` |"));
    }
}
