package shop.gather.shop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shop.gather.shop.clock.MovedClock;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A shop in trouble is left alone, and found again when it is well. */
class ShopCircuitBreakerTest {

    private static final ShopHttp.Answer GOOD = new ShopHttp.Answer(200, Map.of(), "{}");

    private final MovedClock clock = new MovedClock();
    private final ShopCircuitBreaker gate = new ShopCircuitBreaker(clock);
    private final AtomicInteger reached = new AtomicInteger();

    @Test
    void aShopThatIsDownIsNotCalledAnyMore() {
        IntStream.range(0, 5).forEach(call -> refused(down(ShopError.NO_ANSWER)));
        ShopException refused = refused(() -> GOOD);
        assertThat(reached).hasValue(5);
        assertThat(refused.error()).as("nothing was processed").isEqualTo(ShopError.UNREACHABLE);
        assertThat(refused.retryAfter()).isPresent();
    }

    @Test
    void itIsTriedAgainAfterFiveSecondsAndThenServesAsBefore() {
        IntStream.range(0, 5).forEach(call -> refused(down(ShopError.UNREACHABLE)));
        clock.move(Duration.ofSeconds(6));
        IntStream.range(0, 20).forEach(call -> assertThat(pass(() -> GOOD)).isEqualTo(GOOD));
    }

    @Test
    void aTryThatFailsLeavesItAloneForAnotherFiveSeconds() {
        IntStream.range(0, 5).forEach(call -> refused(down(ShopError.UNREACHABLE)));
        clock.move(Duration.ofSeconds(6));
        refused(down(ShopError.UNREACHABLE));
        refused(down(ShopError.UNREACHABLE));
        refused(() -> GOOD);
        assertThat(reached).hasValue(7);
    }

    /** One thing may be broken, or one request be bad, in a shop that does all else. */
    @Test
    void whatTheShopItselfRefusesIsNoSignOfTrouble() {
        IntStream.range(0, 50)
                .forEach(call -> pass(() -> new ShopHttp.Answer(call % 2 == 0 ? 503 : 404, Map.of(), "")));
        IntStream.range(0, 50).forEach(call -> refused(down(ShopError.FORBIDDEN_ADDRESS)));
        assertThat(pass(() -> GOOD)).isEqualTo(GOOD);
    }

    @Test
    void whileTheShopAsksToSlowDownNothingIsAsked() {
        pass(() -> new ShopHttp.Answer(429, Map.of("retry-after", "7"), ""));
        ShopException slower = refused(() -> GOOD);
        assertThat(slower.error()).isEqualTo(ShopError.RATE_LIMITED);
        assertThat(slower.retryAfter()).contains(Duration.ofSeconds(7));
        clock.move(Duration.ofSeconds(7));
        assertThat(pass(() -> GOOD)).isEqualTo(GOOD);
    }

    @Test
    void anInstantToWaitForIsHeededToo() {
        pass(() -> new ShopHttp.Answer(429, Map.of("retry-after", "Sun, 22 Nov 2026 10:00:30 GMT"), ""));
        assertThat(refused(() -> GOOD).retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void oneThingThatIsNotToBeHadNowStopsNothingElse() {
        pass(() -> new ShopHttp.Answer(503, Map.of("retry-after", "60"), ""));
        assertThat(pass(() -> GOOD)).isEqualTo(GOOD);
    }

    @Test
    void aShopThatAsksForADayIsAskedAgainAfterAMinute() {
        pass(() -> new ShopHttp.Answer(429, Map.of("retry-after", "86400"), ""));
        clock.move(Duration.ofMinutes(1));
        assertThat(pass(() -> GOOD)).isEqualTo(GOOD);
    }

    @Test
    void eightCallsAtATimeAndTheNinthComesBackLater() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CyclicBarrier full = new CyclicBarrier(9);
        CountDownLatch slow = new CountDownLatch(1);
        try {
            IntStream.range(0, 8)
                    .forEach(call -> threads.execute(() -> gate.pass(() -> {
                        await(full);
                        await(slow);
                        return GOOD;
                    })));
            await(full);
            assertThat(refused(() -> GOOD).error()).isEqualTo(ShopError.RATE_LIMITED);
            assertThat(reached).hasValue(0);
        } finally {
            slow.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(pass(() -> GOOD)).isEqualTo(GOOD);
    }

    private ShopHttp.Answer pass(Supplier<ShopHttp.Answer> call) {
        return gate.pass(() -> {
            reached.incrementAndGet();
            return call.get();
        });
    }

    private ShopException refused(Supplier<ShopHttp.Answer> call) {
        ShopException refused = catchThrowableOfType(ShopException.class, () -> pass(call));
        assertThat(refused).isNotNull();
        return refused;
    }

    private static Supplier<ShopHttp.Answer> down(ShopError error) {
        return () -> {
            throw new ShopException(error, "a test");
        };
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new IllegalStateException(late);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException late) {
            throw new IllegalStateException(late);
        }
    }
}
