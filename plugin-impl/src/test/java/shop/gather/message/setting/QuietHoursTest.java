package shop.gather.message.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.http.ProblemException;

/** A message waits until the quiet hours end on the member's clock, whatever that clock does in the night. */
class QuietHoursTest {

    /** Each zone with the days on which its clock changes; Lord Howe Island changes by half an hour. */
    private static final List<ZonedDateTime> CHANGES = List.of(
            ZonedDateTime.parse("2026-03-29T00:00:00+01:00[Europe/Berlin]"),
            ZonedDateTime.parse("2026-10-25T00:00:00+02:00[Europe/Berlin]"),
            ZonedDateTime.parse("2026-03-08T00:00:00-05:00[America/New_York]"),
            ZonedDateTime.parse("2026-11-01T00:00:00-04:00[America/New_York]"),
            ZonedDateTime.parse("2026-04-05T00:00:00+11:00[Australia/Lord_Howe]"),
            ZonedDateTime.parse("2026-10-04T00:00:00+10:30[Australia/Lord_Howe]"));

    @ParameterizedTest
    @CsvSource({
        // An ordinary day.
        "22:00, 07:30, 2026-06-01T12:00:00+02:00[Europe/Berlin], 2026-06-01T10:00:00Z",
        "22:00, 07:30, 2026-06-01T21:59:59+02:00[Europe/Berlin], 2026-06-01T19:59:59Z",
        "22:00, 07:30, 2026-06-01T22:00:00+02:00[Europe/Berlin], 2026-06-02T05:30:00Z",
        "22:00, 07:30, 2026-06-02T07:29:59+02:00[Europe/Berlin], 2026-06-02T05:30:00Z",
        "22:00, 07:30, 2026-06-02T07:30:00+02:00[Europe/Berlin], 2026-06-02T05:30:00Z",
        "12:00, 14:00, 2026-06-01T13:00:00+08:00[Asia/Shanghai], 2026-06-01T06:00:00Z",
        // The clock goes from 02:00 to 03:00, and back from 03:00 to 02:00.
        "22:00, 07:30, 2026-03-28T23:00:00+01:00[Europe/Berlin], 2026-03-29T05:30:00Z",
        "22:00, 02:30, 2026-03-28T23:00:00+01:00[Europe/Berlin], 2026-03-29T01:00:00Z",
        "22:00, 07:30, 2026-10-24T23:00:00+02:00[Europe/Berlin], 2026-10-25T06:30:00Z",
        "22:00, 02:30, 2026-10-25T02:10:00+02:00[Europe/Berlin], 2026-10-25T01:30:00Z",
        "22:00, 02:30, 2026-10-25T02:10:00+01:00[Europe/Berlin], 2026-10-25T01:30:00Z"
    })
    void theEndOnTheMembersClock(String from, String to, ZonedDateTime time, Instant sent) {
        assertThat(QuietHours.parse(from, to).firstNotQuiet(time)).isEqualTo(sent);
    }

    @Provide
    Arbitrary<QuietHours> hours() {
        Arbitrary<LocalTime> minute =
                Arbitraries.integers().between(0, 24 * 60 - 1).map(m -> LocalTime.MIDNIGHT.plusMinutes(m));
        return Combinators.combine(minute, minute).as(QuietHours::new);
    }

    /** From a day before a change of the clock to a day after it. */
    @Provide
    Arbitrary<ZonedDateTime> aroundAChange() {
        return Combinators.combine(
                        Arbitraries.of(CHANGES), Arbitraries.integers().between(-24 * 60, 48 * 60))
                .as(ZonedDateTime::plusMinutes);
    }

    @Property(tries = 20_000)
    void nothingIsSentWhileTheClockShowsAQuietTime(
            @ForAll("hours") QuietHours hours, @ForAll("aroundAChange") ZonedDateTime time) {
        Instant sent = hours.firstNotQuiet(time);
        assertThat(sent).isAfterOrEqualTo(time.toInstant());
        assertThat(shows(hours, sent, time.getZone())).as("quiet at %s", sent).isFalse();
        assertThat(hours.firstNotQuiet(sent.atZone(time.getZone()))).isEqualTo(sent);
    }

    @Property(tries = 20_000)
    void aMessageWaitsOnlyInQuietHoursAndTheHourThatTheClockRepeats(
            @ForAll("hours") QuietHours hours, @ForAll("aroundAChange") ZonedDateTime time) {
        Instant sent = hours.firstNotQuiet(time);
        boolean quiet = shows(hours, time.toInstant(), time.getZone());
        // Where the clock was set back within the last or the next hour, it shows times twice.
        boolean repeated =
                !time.plusHours(2).getOffset().equals(time.minusHours(2).getOffset());
        if (!quiet && !repeated) {
            assertThat(sent).isEqualTo(time.toInstant());
        }
        // All of a day but a minute, twice, if the clock skips that minute.
        assertThat(Duration.between(time.toInstant(), sent)).isLessThanOrEqualTo(Duration.ofHours(49));
    }

    /** What a clock on the wall says, without a thought of how it got there. */
    private static boolean shows(QuietHours hours, Instant moment, ZoneId zone) {
        LocalTime clock = moment.atZone(zone).toLocalTime();
        boolean afterBegin = !clock.isBefore(hours.from());
        boolean beforeEnd = clock.isBefore(hours.to());
        return hours.from().isBefore(hours.to())
                ? afterBegin && beforeEnd
                : !hours.from().equals(hours.to()) && (afterBegin || beforeEnd);
    }

    @Test
    void equalTimesAreNoQuietHours() {
        ZonedDateTime night = ZonedDateTime.parse("2026-06-01T00:00:00+02:00[Europe/Berlin]");
        assertThat(QuietHours.NONE.firstNotQuiet(night)).isEqualTo(night.toInstant());
        assertThat(QuietHours.parse("03:00", "03:00").firstNotQuiet(night)).isEqualTo(night.toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"24:00", "7:30", "22:00:00", "noon.", ""})
    void whatIsNoTimeOfDayIsRefused(String text) {
        assertThatThrownBy(() -> QuietHours.parse(text, "07:00"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("quietHours.from");
        assertThatThrownBy(() -> QuietHours.parse("22:00", null)).hasMessageContaining("quietHours.to");
    }
}
