package shop.gather.groupbuy.terms;

import java.time.Duration;
import shop.gather.platform.http.Check;

/**
 * One buyer, whom friends help to a lower price. It succeeds at its deadline if the buyer has paid, whoever has helped,
 * and before when all helps are given.
 *
 * @param duration PT1S to P30D
 */
@Kind("alone")
public record AloneTeam(Duration duration) implements TeamPolicy {

    public AloneTeam {
        Check.within(duration, "teamPolicy.duration", Duration.ofSeconds(1), FullTeam.MAX_DURATION);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int minimum() {
        return 1;
    }
}
