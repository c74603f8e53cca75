package shop.gather.shop.http;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.function.Supplier;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * The circuit breaker for one store's calls to its shop. It protects this node's threads from a failing shop, and the
 * shop from more load: it allows a few concurrent calls, none while the shop asks to slow down, and one or two trial
 * calls while the shop is down. A call that is rejected here was certainly not processed. Thread-safe.
 */
final class ShopCircuitBreaker {

    private static final int CALLS_AT_A_TIME = 8;
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(2);
    private static final Duration DOWN_FOR = Duration.ofSeconds(5);
    private static final Duration SLOWER_BY = Duration.ofSeconds(1);

    /** The longest pause, even if the shop asks for more: a shop that is called too early asks again. */
    private static final Duration SLOWER_AT_MOST = Duration.ofMinutes(1);

    /** Failures that cost time. An answer, even 503, arrives quickly and may concern only one resource. */
    private static final Set<ShopError> DOWN = Set.of(ShopError.UNREACHABLE, ShopError.NO_ANSWER);

    private final Clock clock;
    private final Bulkhead calls;
    private final CircuitBreaker breaker;
    private volatile Instant slowUntil = Instant.MIN;

    ShopCircuitBreaker(Clock clock) {
        this.clock = clock;
        this.calls = Bulkhead.of(
                "calls",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(CALLS_AT_A_TIME)
                        .maxWaitDuration(LONGEST_QUEUE)
                        .build());
        this.breaker = CircuitBreaker.of(
                "shop",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(60)
                        .waitDurationInOpenState(DOWN_FOR)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(
                                failure -> failure instanceof ShopException shop && DOWN.contains(shop.error()))
                        .ignoreException(
                                failure -> !(failure instanceof ShopException shop && DOWN.contains(shop.error())))
                        .build());
    }

    /**
     * Makes a call if the circuit breaker allows it.
     *
     * @throws ShopException {@code UNREACHABLE} while the shop is down, {@code RATE_LIMITED} while it asks to slow down
     *     or too many calls are in progress; with the time to wait
     */
    ShopHttp.Answer pass(Supplier<ShopHttp.Answer> call) {
        Duration slow = Duration.between(clock.instant(), slowUntil);
        if (!slow.isNegative() && !slow.isZero()) {
            throw new ShopException(ShopError.RATE_LIMITED, "The shop asks to slow down.", slow, null);
        }
        try {
            ShopHttp.Answer answer = calls.executeSupplier(() -> breaker.executeSupplier(call));
            heed(answer);
            return answer;
        } catch (CallNotPermittedException down) {
            throw new ShopException(
                    ShopError.UNREACHABLE,
                    "The shop has failed to answer several times in a row. Check that it is running. Gather retries "
                            + "every few seconds.",
                    DOWN_FOR,
                    down);
        } catch (BulkheadFullException busy) {
            throw new ShopException(
                    ShopError.RATE_LIMITED,
                    "The shop answers too slowly for the number of requests. Gather retries.",
                    SLOWER_BY,
                    busy);
        }
    }

    private void heed(ShopHttp.Answer answer) {
        // Not for 503: a shop may send it for one resource, and visitors' logins should not be affected.
        if (answer.status() == 429) {
            slowUntil = clock.instant().plus(asked(answer.headers().getOrDefault("retry-after", "")));
        }
    }

    /** The time given by Retry-After (RFC 9110, 10.2.3), in seconds or as a date. */
    private Duration asked(String header) {
        Duration asked = SLOWER_BY;
        try {
            asked = header.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException notSaid) {
            // One second if the header is missing or invalid.
        }
        return asked.compareTo(SLOWER_AT_MOST) > 0 ? SLOWER_AT_MOST : asked;
    }
}
