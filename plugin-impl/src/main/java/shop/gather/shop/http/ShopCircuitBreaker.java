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
 * What one store's calls to its shop must pass, so that a shop in trouble neither holds this node's threads nor is
 * pressed harder: a few calls at a time, none while the shop asks to slow down, and one or two to try it while it is
 * down. A call that is kept back was certainly not processed. Thread-safe.
 */
final class ShopCircuitBreaker {

    private static final int CALLS_AT_A_TIME = 8;
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(2);
    private static final Duration DOWN_FOR = Duration.ofSeconds(5);
    private static final Duration SLOWER_BY = Duration.ofSeconds(1);

    /** However long the shop asks for: one that is asked again too early says so again. */
    private static final Duration SLOWER_AT_MOST = Duration.ofMinutes(1);

    /** What costs time. An answer, even 503, comes quickly, and may be about one thing only. */
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
     * Makes a call, if one may be made now.
     *
     * @throws ShopException {@code UNREACHABLE} while the shop is down, {@code RATE_LIMITED} while it asks to slow down
     *     or has its hands full; with the time to wait
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
                    "The shop did not answer again and again. Check that it runs; it is tried every few seconds.",
                    DOWN_FOR,
                    down);
        } catch (BulkheadFullException busy) {
            throw new ShopException(
                    ShopError.RATE_LIMITED,
                    "The shop answers too slowly for all that is asked of it. It is asked again.",
                    SLOWER_BY,
                    busy);
        }
    }

    private void heed(ShopHttp.Answer answer) {
        // Not 503: a shop may say it of one thing, and its visitors' logins have nothing to do with that.
        if (answer.status() == 429) {
            slowUntil = clock.instant().plus(asked(answer.headers().getOrDefault("retry-after", "")));
        }
    }

    /** What Retry-After says (RFC 9110, 10.2.3), in seconds or as a date. */
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
            // A second is what is asked by those who do not say.
        }
        return asked.compareTo(SLOWER_AT_MOST) > 0 ? SLOWER_AT_MOST : asked;
    }
}
