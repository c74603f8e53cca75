package shop.gather.groupbuy.fulfilment.point;

import jakarta.json.bind.JsonbException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;
import shop.gather.platform.validation.OneOf;

/**
 * When a pickup point is open: hours per weekday, and exceptions that replace them on a date. Times are local times of
 * the point's zone. Immutable.
 *
 * @param weekly at most 50; a weekday without an entry is closed
 * @param exceptions at most 100; an entry without times closes the date
 */
@Schema(name = "PickupPointHours")
public record OpeningHours(
        @Size(max = 50) List<@NotNull @Valid Weekly> weekly,
        @Size(max = 100) List<@NotNull @Valid OnDate> exceptions) {

    static final OpeningHours NONE = new OpeningHours(List.of(), List.of());

    /** How many days ahead an opening is looked for. */
    private static final int DAYS_AHEAD = 60;

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    public OpeningHours {
        weekly = weekly == null ? List.of() : List.copyOf(weekly);
        exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
    }

    /**
     * Hours on each date of a weekday.
     *
     * @param day MONDAY to SUNDAY
     * @param from a local time, such as 09:00
     * @param until a later one on the same day
     */
    @Schema(name = "PickupPointWeeklyHours")
    public record Weekly(
            @NotNull @OneOf(DayOfWeek.class) String day,
            @NotNull @Pattern(regexp = TIME) String from,
            @NotNull @Pattern(regexp = TIME) String until) {}

    /**
     * Hours on one date.
     *
     * @param date such as 2026-12-24
     * @param from null, with {@code until}, if it is closed
     */
    @Schema(name = "PickupPointException")
    public record OnDate(
            @NotNull @Pattern(regexp = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
            String date,

            @Pattern(regexp = TIME) String from,
            @Pattern(regexp = TIME) String until) {}

    /** A time at which the point is open. */
    @Schema(name = "PickupPointOpening")
    public record Opening(Instant from, Instant until) {}

    /** As stored. */
    static OpeningHours read(String json) {
        try {
            return StrictJson.codec().fromJson(json, OpeningHours.class);
        } catch (JsonbException broken) {
            throw new IllegalStateException("opening hours cannot be read", broken);
        }
    }

    String json() {
        return StrictJson.codec().toJson(this);
    }

    /**
     * Checks what single fields cannot show.
     *
     * @throws ProblemException INVALID_VALUE
     */
    void check() {
        weekly.forEach(hours -> requireOrder("hours.weekly", hours.from(), hours.until()));
        for (OnDate exception : exceptions) {
            date(exception);
            if ((exception.from() == null) != (exception.until() == null)) {
                throw ProblemException.invalid("hours.exceptions needs both from and until, or neither.");
            }
            if (exception.from() != null) {
                requireOrder("hours.exceptions", exception.from(), exception.until());
            }
        }
    }

    private static void requireOrder(String field, String from, String until) {
        if (!LocalTime.parse(until).isAfter(LocalTime.parse(from))) {
            throw ProblemException.invalid(field + ": until must be after from, on the same day.");
        }
    }

    private static LocalDate date(OnDate exception) {
        try {
            return LocalDate.parse(exception.date());
        } catch (DateTimeParseException noDate) {
            throw ProblemException.invalid("hours.exceptions: " + exception.date() + " is no date.");
        }
    }

    /** The opening at a time, or the next one within 60 days; empty if there is none. */
    Optional<Opening> next(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return today.datesUntil(today.plusDays(DAYS_AHEAD))
                .flatMap(date -> on(date, zone).stream())
                .filter(opening -> opening.until().isAfter(now))
                .findFirst();
    }

    /** The openings on a date, in their order. The zone decides about a time that a change of clocks skips. */
    List<Opening> on(LocalDate date, ZoneId zone) {
        List<OnDate> replacing = exceptions.stream()
                .filter(exception -> exception.date().equals(date.toString()))
                .toList();
        if (!replacing.isEmpty()) {
            return replacing.stream()
                    .filter(exception -> exception.from() != null)
                    .map(exception -> opening(date, exception.from(), exception.until(), zone))
                    .sorted(Comparator.comparing(Opening::from))
                    .toList();
        }
        return weekly.stream()
                .filter(hours -> hours.day().equals(date.getDayOfWeek().name()))
                .map(hours -> opening(date, hours.from(), hours.until(), zone))
                .sorted(Comparator.comparing(Opening::from))
                .toList();
    }

    private static Opening opening(LocalDate date, String from, String until, ZoneId zone) {
        return new Opening(
                date.atTime(LocalTime.parse(from)).atZone(zone).toInstant(),
                date.atTime(LocalTime.parse(until)).atZone(zone).toInstant());
    }
}
