package shop.gather.groupbuy.terms;

import java.time.Duration;

/**
 * When a team succeeds. A team that has as many paid places as it takes succeeds at once; at its deadline it succeeds
 * if it has the minimum. This type is the registry of team policies: a new one is named behind {@code permits}.
 */
public sealed interface TeamPolicy permits FullTeam, MinimumTeam {

    PolicyKinds<TeamPolicy> KINDS = PolicyKinds.of("teamPolicy", TeamPolicy.class);

    /** The most buyers that a team takes. */
    int size();

    /** How many paid places a team needs at its deadline; at most {@link #size()}. */
    int minimum();

    /** How long a team is open at most. */
    Duration duration();
}
