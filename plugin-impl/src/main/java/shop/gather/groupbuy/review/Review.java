package shop.gather.groupbuy.review;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.platform.http.ProblemException;

/**
 * All findings about a campaign that is to be published. Immutable.
 *
 * @param findings those that block come first
 */
public record Review(PublishingFacts facts, List<Finding> findings) {

    /**
     * The registry of rules. A new rule is one method and one line here; its code needs a row in CAMPAIGNS.md. The
     * order is that of the findings.
     */
    static final List<PublishingRule> RULES = List.of(
            ShopRules::capturesLater,
            ShopRules::hasRoomForAnOffer,
            ShopRules::givesCredit,
            PriceRules::sellsTheArticle,
            PriceRules::keepsTheCurrency,
            PriceRules::isBelowTheShop,
            PriceRules::isNotBelowTheFloor,
            PriceRules::keepsTheListPrice,
            PriceRules::comparesWithTheLowestPrice,
            FulfilmentRules::hasAPickupPoint,
            ScheduleRules::runsAlone,
            ScheduleRules::leavesTimeToCapture,
            ShopRules::articleIsAvailable,
            ShopRules::stockFillsATeam,
            ShopRules::chargesTheGroupPrice,
            ShopRules::knowsTheFinalPrice,
            ShopRules::chargesTheOpenerLess,
            PriceRules::countsHelpsByAccount,
            ShopRules::drawsLawfully,
            ShopRules::countsConsolations,
            FulfilmentRules::fillsCases,
            ShopRules::shipsLater,
            ShopRules::refunds,
            ShopRules::cancelsLines);

    public Review {
        findings = List.copyOf(findings);
    }

    /** Those that are applied to further articles of a campaign, too. */
    private static final List<PublishingRule> ARTICLE_RULES = List.of(
            PriceRules::sellsTheArticle,
            PriceRules::keepsTheCurrency,
            PriceRules::isBelowTheShop,
            PriceRules::isNotBelowTheFloor,
            PriceRules::keepsTheListPrice,
            PriceRules::comparesWithTheLowestPrice,
            ScheduleRules::runsAlone,
            ShopRules::articleIsAvailable,
            FulfilmentRules::fillsCases);

    /** A further article of the campaign, and what is known about it. */
    public record Further(String title, PublishingFacts facts) {}

    /** Applies all rules to a campaign with one article. */
    static Review of(PublishingFacts facts) {
        return of(facts, List.of());
    }

    /**
     * Applies all rules.
     *
     * @param further the further articles
     */
    public static Review of(PublishingFacts facts, List<Further> further) {
        Stream<Finding> ofMain = RULES.stream().map(rule -> rule.check(facts)).flatMap(Optional::stream);
        Stream<Finding> ofFurther = further.stream().flatMap(article -> ARTICLE_RULES.stream()
                .map(rule -> rule.check(article.facts()))
                .flatMap(Optional::stream)
                .map(finding -> finding.about(article.title())));
        return new Review(
                facts,
                Stream.concat(ofMain, ofFurther)
                        .sorted((one, other) -> one.severity().compareTo(other.severity()))
                        .toList());
    }

    /** Whether nothing blocks. */
    public boolean isPublishable() {
        return findings.stream().noneMatch(Finding::isBlocking);
    }

    /**
     * Refuses publishing if a finding blocks it.
     *
     * @throws ProblemException that names the code, the problem and what to do, for each finding that blocks
     */
    public void requirePublishable() {
        if (isPublishable()) {
            return;
        }
        throw new ProblemException(
                findings.get(0).refusal(),
                findings.stream()
                        .filter(Finding::isBlocking)
                        .map(finding -> finding.code() + ": " + finding.text())
                        .collect(Collectors.joining(" ")));
    }

    /** What the owner should know although the campaign can be published. */
    public List<String> warnings() {
        return findings.stream()
                .filter(finding -> !finding.isBlocking())
                .map(Finding::text)
                .toList();
    }
}
