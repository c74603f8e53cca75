package shop.gather.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;

/**
 * A context for tests outside Gather: settings from a map, unguarded HTTP that also reaches this machine, tokens in
 * memory. Thread-safe.
 */
public final class DirectContext implements ShopContext {

    private final Map<String, String> settings;
    private final Clock clock;
    private final DirectHttp http;
    private final Map<String, Token> tokens = new HashMap<>();

    /** @param settings by key, secrets in plain text */
    public DirectContext(Map<String, String> settings, Clock clock) {
        this(settings, clock, Duration.ofSeconds(10));
    }

    /** @param answerWithin how long to wait for an answer of the shop */
    public DirectContext(Map<String, String> settings, Clock clock, Duration answerWithin) {
        this.settings = Map.copyOf(settings);
        this.clock = clock;
        this.http = new DirectHttp(answerWithin);
    }

    @Override
    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
    }

    @Override
    public ShopHttp http() {
        return http;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
        synchronized (tokens) {
            Token token = tokens.get(name);
            if (token == null || !clock.instant().isBefore(token.until)) {
                token = new Token(login.get(), clock.instant().plus(lifetime));
                tokens.put(name, token);
            }
            return token.value;
        }
    }

    @Override
    public void dropToken(String name) {
        synchronized (tokens) {
            tokens.remove(name);
        }
    }

    private record Token(String value, Instant until) {}
}
