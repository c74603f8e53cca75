package shop.gather.groupbuy.terms;

import java.time.Duration;
import shop.gather.platform.http.Check;

/**
 * A team succeeds when it is full, and fails at its deadline otherwise.
 *
 * @param size 2 to 100,000
 * @param duration PT1S to P30D
 */
@Kind("full")
public record FullTeam(int size, Duration duration) implements TeamPolicy {

    static final int MAX_SIZE = 100_000;
    static final Duration MAX_DURATION = Duration.ofDays(30);

    public FullTeam {
        Check.range(size, "teamSize", 2, MAX_SIZE);
        Check.within(duration, "teamDuration", Duration.ofSeconds(1), MAX_DURATION);
    }

    @Override
    public int minimum() {
        return size;
    }
}
