package shop.gather.groupbuy.review;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import shop.gather.groupbuy.terms.CampaignTerms;

/** Rules about the period of a campaign and the time that its teams have. */
final class ScheduleRules {

    /** The time in which captures can be repeated if the shop is out of reach when a team succeeds. */
    private static final Duration TIME_TO_CAPTURE = Duration.ofDays(1);

    private ScheduleRules() {}

    static Optional<Finding> runsAlone(PublishingFacts facts) {
        return facts.overlapping().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warns(
                        "ARTICLE_IN_ANOTHER_CAMPAIGN",
                        "The article is in other campaigns at the same time: "
                                + facts.overlapping().stream()
                                        .map(other -> "\"" + other.name() + "\" (" + other.state() + ")")
                                        .collect(Collectors.joining(", "))
                                + ". Buyers can choose the lowest price.",
                        "Close the other campaigns, or choose another period, unless you want both."));
    }

    /** Teams that are longer than an authorization are refused when the draft is saved; this is about the margin. */
    static Optional<Finding> leavesTimeToCapture(PublishingFacts facts) {
        CampaignTerms terms = facts.terms();
        return terms.payment()
                .authorizedFor()
                .map(time -> time.minus(TIME_TO_CAPTURE))
                .filter(longest -> terms.team().duration().compareTo(longest) > 0)
                .map(longest -> Finding.warns(
                        "AUTHORIZATION_SHORT",
                        "Teams are open for up to " + terms.team().duration()
                                + ". If the shop cannot be reached when a team succeeds, less than " + TIME_TO_CAPTURE
                                + " remain until the first authorizations can expire.",
                        "Set teamDuration to at most " + longest + ", or use paymentMode AT_ONCE."));
    }
}
