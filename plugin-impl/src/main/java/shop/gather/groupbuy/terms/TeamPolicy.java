package shop.gather.groupbuy.terms;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * When a team succeeds. A full team succeeds at once; at its deadline a team succeeds if it has reached the minimum.
 * This type is the registry of team policies: a new one is added to {@code permits}.
 */
public sealed interface TeamPolicy permits FullTeam, MinimumTeam, GroupOrder, AloneTeam {

    PolicyKinds<TeamPolicy> KINDS = PolicyKinds.of("teamPolicy", TeamPolicy.class);

    /** The maximum number of buyers in a team. */
    int size();

    /** The number of paid places that a team needs at its deadline; at most {@link #size()}. */
    int minimum();

    /** The number of paid units that a team needs at its deadline, beside the places; 0 if only places count. */
    default int minimumUnits() {
        return 0;
    }

    /** The most units of all places of a team together; empty if only the places are limited. */
    default OptionalInt mostUnits() {
        return OptionalInt.empty();
    }

    /** Whether all buyers of the campaign are in one team. */
    default boolean oneForCampaign() {
        return false;
    }

    /** The maximum time for which a team is open. */
    Duration duration();

    /** @throws shop.gather.platform.http.ProblemException if the policy cannot be combined with these policies */
    default void checkAgainst(SchedulePolicy schedule, QuantityPolicy quantity) {}
}
