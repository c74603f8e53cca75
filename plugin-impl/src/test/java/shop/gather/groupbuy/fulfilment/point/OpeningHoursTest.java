package shop.gather.groupbuy.fulfilment.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.fulfilment.point.OpeningHours.OnDate;
import shop.gather.groupbuy.fulfilment.point.OpeningHours.Opening;
import shop.gather.groupbuy.fulfilment.point.OpeningHours.Weekly;
import shop.gather.platform.http.ProblemException;

/** Weekly hours, exceptions, and both changes of clocks. */
class OpeningHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final OpeningHours HOURS = new OpeningHours(
            List.of(new Weekly("SUNDAY", "14:00", "16:00"), new Weekly("SUNDAY", "09:00", "11:00")),
            List.of(
                    new OnDate("2026-12-06", null, null),
                    new OnDate("2026-12-13", "10:00", "12:00"),
                    new OnDate("2026-12-24", "09:00", "12:00")));

    @Test
    void exceptionsReplaceTheWeek() {
        assertThat(HOURS.on(LocalDate.parse("2026-12-06"), BERLIN)).isEmpty();
        assertThat(HOURS.on(LocalDate.parse("2026-12-07"), BERLIN)).isEmpty();
        assertThat(HOURS.on(LocalDate.parse("2026-12-13"), BERLIN))
                .containsExactly(opening("2026-12-13T09:00:00Z", "2026-12-13T11:00:00Z"));
        assertThat(HOURS.on(LocalDate.parse("2026-12-20"), BERLIN))
                .containsExactly(
                        opening("2026-12-20T08:00:00Z", "2026-12-20T10:00:00Z"),
                        opening("2026-12-20T13:00:00Z", "2026-12-20T15:00:00Z"));
        assertThat(HOURS.on(LocalDate.parse("2026-12-24"), BERLIN)).hasSize(1);
    }

    @Test
    void theHoursAreLocalOverBothChangesOfClocks() {
        assertThat(HOURS.on(LocalDate.parse("2026-03-29"), BERLIN).get(0).from())
                .isEqualTo(Instant.parse("2026-03-29T07:00:00Z"));
        assertThat(HOURS.on(LocalDate.parse("2026-10-25"), BERLIN).get(0).from())
                .isEqualTo(Instant.parse("2026-10-25T08:00:00Z"));
    }

    @Test
    void theNextOpeningIsTheOneThatRunsOrComes() {
        assertThat(HOURS.next(Instant.parse("2026-12-20T09:59:59Z"), BERLIN))
                .contains(opening("2026-12-20T08:00:00Z", "2026-12-20T10:00:00Z"));
        assertThat(HOURS.next(Instant.parse("2026-12-20T10:00:00Z"), BERLIN))
                .contains(opening("2026-12-20T13:00:00Z", "2026-12-20T15:00:00Z"));
        assertThat(HOURS.next(Instant.parse("2026-12-05T12:00:00Z"), BERLIN))
                .contains(opening("2026-12-13T09:00:00Z", "2026-12-13T11:00:00Z"));
        assertThat(OpeningHours.NONE.next(Instant.parse("2026-12-05T12:00:00Z"), BERLIN))
                .isEmpty();
    }

    @Test
    void whatIsStoredIsReadAgain() {
        assertThat(OpeningHours.read(HOURS.json())).isEqualTo(HOURS);
        assertThat(OpeningHours.read("{}")).isEqualTo(OpeningHours.NONE);
    }

    @Test
    void wrongHoursAreRefused() {
        HOURS.check();
        for (OpeningHours wrong : List.of(
                new OpeningHours(List.of(new Weekly("MONDAY", "10:00", "10:00")), null),
                new OpeningHours(null, List.of(new OnDate("2026-02-30", null, null))),
                new OpeningHours(null, List.of(new OnDate("2026-02-28", "10:00", null))),
                new OpeningHours(null, List.of(new OnDate("2026-02-28", "10:00", "09:00"))))) {
            assertThatThrownBy(wrong::check)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("hours.");
        }
    }

    private static Opening opening(String from, String until) {
        return new Opening(Instant.parse(from), Instant.parse(until));
    }
}
