package shop.gather.shop.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import shop.gather.platform.StoreId;

class ShopClocksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.400Z");

    private final StoreId store = new StoreId(UUID.randomUUID());
    private final ShopClocks clocks = new ShopClocks();

    @Test
    void aShopWhoseClockMayAgreeIsBelieved() {
        answers(NOW, Duration.ZERO);

        assertThat(clocks.time(store, NOW)).isEqualTo(ShopTime.stated(NOW));
    }

    @Test
    void aShopThatSaysNothingOfItsClockIsBelieved() {
        clocks.measure(store, NOW, NOW, null);
        clocks.measure(store, NOW, NOW, "yesterday");

        assertThat(clocks.time(store, NOW)).isEqualTo(ShopTime.stated(NOW));
    }

    @Test
    void timesOfAShopThatIsAheadAreSetBack() {
        answers(NOW, Duration.ofMinutes(5));

        ShopTime time = clocks.time(store, NOW.plus(Duration.ofMinutes(5)));

        assertThat(time.earliest()).isBeforeOrEqualTo(NOW);
        assertThat(time.latest()).isAfterOrEqualTo(NOW);
        assertThat(Duration.between(time.earliest(), time.latest())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void severalAnswersTellMoreExactly() {
        for (int millis = 0; millis < 1_000; millis += 50) {
            answers(NOW.plusMillis(millis), Duration.ofMinutes(-5));
        }

        ShopTime time = clocks.time(store, NOW.minus(Duration.ofMinutes(5)));

        assertThat(time.earliest()).isBeforeOrEqualTo(NOW);
        assertThat(time.latest()).isAfterOrEqualTo(NOW);
        assertThat(Duration.between(time.earliest(), time.latest())).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void aTimeToTheSecondMayBeAnyTimeInThatSecond() {
        Instant told = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(clocks.time(store, told).isFrom(told.plusMillis(900))).isTrue();
        assertThat(clocks.time(store, told.plusMillis(5)).isFrom(told.plusMillis(100)))
                .isFalse();
    }

    /** Whatever the shop states for an instant is not before the earliest, and at most three seconds after it. */
    @Test
    void theEarliestTimeThatAShopStatesIsTheReverse() {
        for (int minutes : new int[] {-5, 0, 5}) {
            Duration ahead = Duration.ofMinutes(minutes);
            answers(NOW, ahead);
            Instant stated = NOW.plus(ahead).truncatedTo(ChronoUnit.SECONDS);
            assertThat(stated)
                    .isBetween(
                            clocks.earliestStated(store, NOW),
                            clocks.earliestStated(store, NOW).plusSeconds(3));
            assertThat(clocks.time(store, stated).isFrom(NOW)).isTrue();
        }
    }

    @Test
    void aClockThatWasSetIsSeen() {
        answers(NOW, Duration.ofMinutes(5));
        answers(NOW.plusSeconds(1), Duration.ZERO);

        assertThat(clocks.time(store, NOW)).isEqualTo(ShopTime.stated(NOW));
    }

    /** The shop gets the request after 50 ms and answers at once. */
    private void answers(Instant sent, Duration ahead) {
        Instant told = sent.plusMillis(50).plus(ahead);
        clocks.measure(
                store,
                sent,
                sent.plusMillis(100),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(told.atZone(ZoneOffset.UTC)));
    }
}
