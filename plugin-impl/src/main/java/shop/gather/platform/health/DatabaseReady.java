package shop.gather.platform.health;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.process.ModuleStart;

/**
 * Ready while the database answers and its clock, which decides all deadlines, is at most a second from this node's:
 * the tokens and caches of a node with a wrong clock would not agree with those deadlines.
 */
@Readiness
@Singleton
class DatabaseReady implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReady.class.getName());

    // Asked for late: the platform makes its checks before the module's data source is there.
    private final Provider<DatabaseClock> databaseClock;
    private final Clock clock;

    @Inject
    DatabaseReady(Provider<DatabaseClock> databaseClock, Clock clock) {
        this.databaseClock = databaseClock;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        if (!ModuleStart.isComplete()) {
            return down("The module is still starting.");
        }
        try {
            Instant before = clock.instant();
            Instant database = databaseClock.get().now();
            return answer(ClockOffset.between(before, database, clock.instant()));
        } catch (RuntimeException unreachable) {
            LOG.log(Level.WARNING, "the database does not answer", unreachable);
            return down("The database does not answer.");
        }
    }

    private static HealthCheckResponse down(String problem) {
        return HealthCheckResponse.named("database")
                .down()
                .withData("problem", problem)
                .build();
    }

    private static HealthCheckResponse answer(Duration offset) {
        var answer = HealthCheckResponse.named("database").withData("clockOffsetMillis", offset.toMillis());
        if (ClockOffset.isTolerable(offset)) {
            return answer.up().build();
        }
        return answer.down()
                .withData(
                        "problem",
                        "This node's clock differs from the database's by more than a second. Correct this node's clock.")
                .build();
    }
}
