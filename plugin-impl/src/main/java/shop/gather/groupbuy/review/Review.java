package shop.gather.groupbuy.review;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
            PriceRules::sellsTheArticle,
            PriceRules::keepsTheCurrency,
            PriceRules::isBelowTheShop,
            PriceRules::isNotBelowTheFloor,
            PriceRules::keepsTheListPrice,
            FulfilmentRules::hasAPickupPoint,
            ScheduleRules::runsAlone,
            ScheduleRules::leavesTimeToCapture,
            ShopRules::articleIsAvailable,
            ShopRules::stockFillsATeam,
            ShopRules::chargesTheGroupPrice,
            ShopRules::knowsTheFinalPrice,
            ShopRules::chargesTheOpenerLess,
            ShopRules::shipsLater,
            ShopRules::refunds,
            ShopRules::cancelsLines);

    public Review {
        findings = List.copyOf(findings);
    }

    /** Applies all rules. */
    public static Review of(PublishingFacts facts) {
        return new Review(
                facts,
                RULES.stream()
                        .map(rule -> rule.check(facts))
                        .flatMap(Optional::stream)
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
