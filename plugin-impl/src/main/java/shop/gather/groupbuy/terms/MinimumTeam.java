package shop.gather.groupbuy.terms;

import java.time.Duration;
import shop.gather.platform.http.Check;

/**
 * A team is open until its deadline, or until it is full, and succeeds if it has reached the minimum then.
 *
 * @param minimum the number of paid places that it needs; 1 to the size
 * @param size the maximum number of buyers; 2 to 100,000
 * @param duration PT1S to P30D
 */
@Kind("minimum")
public record MinimumTeam(int minimum, int size, Duration duration) implements TeamPolicy {

    public MinimumTeam {
        Check.range(size, "teamPolicy.size", 2, FullTeam.MAX_SIZE);
        Check.range(minimum, "teamPolicy.minimum", 1, size);
        Check.within(duration, "teamPolicy.duration", Duration.ofSeconds(1), FullTeam.MAX_DURATION);
    }
}
