package shop.gather.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock that is injected. Deadlines are decided by the database's clock, not by this one. */
public class PlatformClock {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
