package shop.gather.groupbuy.terms;

import java.time.Duration;

/**
 * When a team succeeds. A full team succeeds at once; at its deadline a team succeeds if it has reached the minimum.
 * This type is the registry of team policies: a new one is added to {@code permits}.
 */
public sealed interface TeamPolicy permits FullTeam, MinimumTeam {

    PolicyKinds<TeamPolicy> KINDS = PolicyKinds.of("teamPolicy", TeamPolicy.class);

    /** The maximum number of buyers in a team. */
    int size();

    /** The number of paid places that a team needs at its deadline; at most {@link #size()}. */
    int minimum();

    /** The maximum time for which a team is open. */
    Duration duration();
}
