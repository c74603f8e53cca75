package shop.gather.groupbuy.terms;

import java.util.Optional;
import java.util.OptionalInt;

/** Who may take a place. This type is the registry of eligibility policies. */
public sealed interface EligibilityPolicy permits Everyone, NewBuyers, CommunityMembers, LeadersOnly {

    PolicyKinds<EligibilityPolicy> KINDS = PolicyKinds.of("eligibilityPolicy", EligibilityPolicy.class);

    /**
     * The number of paid orders that a buyer may have at the shop before a join; empty where orders do not matter.
     *
     * @param opens whether the buyer opens a team, and does not join one
     */
    OptionalInt mostOrdersBefore(boolean opens);

    /** The group of members to which a buyer must belong; empty if none. */
    default Optional<Audience> audience() {
        return Optional.empty();
    }

    /**
     * Whether it must be looked up whether a buyer may take a place.
     *
     * @param opens whether the buyer opens a team, and does not join one
     */
    default boolean hasCondition(boolean opens) {
        return mostOrdersBefore(opens).isPresent() || audience().isPresent();
    }

    /** What a buyer who may not take the place is told: the condition, and what to do instead. */
    String refusal();
}
