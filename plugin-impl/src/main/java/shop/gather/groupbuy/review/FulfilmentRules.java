package shop.gather.groupbuy.review;

import java.util.Optional;
import shop.gather.platform.http.ProblemCode;

/** Rules about how buyers get what they have bought. */
final class FulfilmentRules {

    private FulfilmentRules() {}

    static Optional<Finding> hasAPickupPoint(PublishingFacts facts) {
        return facts.pickupPoints().orElse(1) > 0
                ? Optional.empty()
                : Optional.of(Finding.blocks(
                        "NO_PICKUP_POINT",
                        ProblemCode.CONFLICT,
                        "None of the campaign's pickup points is active: buyers could not collect anything.",
                        "Create or activate a point, or choose others in fulfilmentPolicy."));
    }

    static Optional<Finding> fillsCases(PublishingFacts facts) {
        return facts.terms()
                .cases()
                .cases()
                .map(cases -> Finding.warns(
                        "FULL_CASES",
                        "The article is ordered in cases of " + cases.units()
                                + ". At the cut-off the places that fill no full"
                                + " case are not confirmed, and their payments are returned."
                                + (cases.tolerance() > 0
                                        ? " If up to " + cases.tolerance()
                                                + " units are missing in the last case, you buy them" + " yourself."
                                        : ""),
                        "Tell buyers the size of a case."));
    }
}
