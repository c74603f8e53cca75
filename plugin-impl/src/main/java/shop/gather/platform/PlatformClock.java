package shop.gather.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Provides the clock that is injected everywhere. Deadlines are decided by the database's clock, not by this one. */
public class PlatformClock {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
