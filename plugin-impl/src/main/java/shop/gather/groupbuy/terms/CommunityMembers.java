package shop.gather.groupbuy.terms;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import shop.gather.platform.http.ProblemException;

/**
 * Only members of a community may take a place.
 *
 * @param communityId one of the store's communities
 */
@Kind("community-members")
public record CommunityMembers(UUID communityId) implements EligibilityPolicy {

    public CommunityMembers {
        if (communityId == null) {
            throw ProblemException.invalid("eligibilityPolicy.communityId is missing.");
        }
    }

    @Override
    public OptionalInt mostOrdersBefore(boolean opens) {
        return OptionalInt.empty();
    }

    @Override
    public Optional<Audience> audience() {
        return Optional.of(new Audience.Community(communityId));
    }

    @Override
    public String refusal() {
        return "Only members of a community may buy in this campaign. Join the community first.";
    }
}
