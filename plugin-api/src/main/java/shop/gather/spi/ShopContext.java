package shop.gather.spi;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The settings and services that Gather gives an adapter for one store. Thread-safe.
 *
 * @since 1.0
 */
public interface ShopContext {

    /** The value of a setting, decrypted if it is secret; empty if the store did not supply it. */
    Optional<String> setting(String key);

    /** The value of a required setting. Gather checks presence before {@link ShopAdapter#connect}. */
    default String required(String key) {
        return setting(key)
                .orElseThrow(() -> new ShopException(ShopError.MISCONFIGURED, "setting " + key + " is missing"));
    }

    /**
     * The guarded client through which the shop should be called: time-outs, no redirects, forbidden networks refused.
     */
    ShopHttp http();

    /**
     * Gather's clock, UTC. Never read the system clock directly. The shop's clock may differ: what the shop compares
     * with its own times (a cursor, a signature) is made of the shop's time, such as the header {@code Date}.
     */
    Clock clock();

    /**
     * A token that is costly to obtain (by a login). It is cached for all calls of this store and dropped after
     * {@code lifetime}.
     *
     * @param login obtains a new token; called by one thread at a time
     */
    String cachedToken(String name, Duration lifetime, Supplier<String> login);

    /** Drops a token that the shop no longer accepts, so that the next {@link #cachedToken} logs in again. */
    void dropToken(String name);
}
