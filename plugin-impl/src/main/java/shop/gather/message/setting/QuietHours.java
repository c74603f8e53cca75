package shop.gather.message.setting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.ProblemException;

/**
 * The part of each day in which nothing is sent, on a clock on the wall. It may pass midnight. Equal times mean none.
 * Where the clock is set back, the hours last until the second time that it shows {@code to}; where it is set forward past
 * {@code to}, they end with the change. Immutable.
 *
 * @param from the first quiet minute
 * @param to the first minute that is not quiet
 */
@Schema(hidden = true)
public record QuietHours(LocalTime from, LocalTime to) {

    /** No hour is quiet. */
    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** Quiet hours that follow one another without a pause between, because the clock changes there. */
    private static final int MOST_IN_A_ROW = 3;

    /**
     * Reads times as {@code 22:00}.
     *
     * @throws ProblemException INVALID_VALUE if one is missing or no such time
     */
    public static QuietHours parse(String from, String to) {
        return new QuietHours(time("from", from), time("to", to));
    }

    private static LocalTime time(String field, String text) {
        try {
            if (text != null && text.length() == "00:00".length()) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeParseException none) {
            // Refused below.
        }
        throw ProblemException.invalid("quietHours." + field + " must be a time of day as 22:00.");
    }

    /** The given time if it is not quiet, else the first moment that is not. */
    public Instant firstNotQuiet(ZonedDateTime time) {
        Instant moment = time.toInstant();
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            Instant end = endOfThoseAt(moment, time.getZone());
            if (end.equals(moment)) {
                return moment;
            }
            moment = end;
        }
        return moment;
    }

    /** The end of the quiet hours that include this moment; the moment itself if none do. */
    private Instant endOfThoseAt(Instant moment, ZoneId zone) {
        if (from.equals(to)) {
            return moment;
        }
        LocalDate today = moment.atZone(zone).toLocalDate();
        for (LocalDate day = today.minusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
            Instant begin = first(day.atTime(from), zone);
            Instant end = last((to.isAfter(from) ? day : day.plusDays(1)).atTime(to), zone);
            if (!moment.isBefore(begin) && moment.isBefore(end)) {
                return end;
            }
        }
        return moment;
    }

    private static Instant first(LocalDateTime local, ZoneId zone) {
        return at(local, zone, 0);
    }

    private static Instant last(LocalDateTime local, ZoneId zone) {
        return at(local, zone, 1);
    }

    /** The first or the second time that the clock shows it; the change of the clock if it never does. */
    private static Instant at(LocalDateTime local, ZoneId zone, int which) {
        var offsets = List.copyOf(zone.getRules().getValidOffsets(local));
        if (offsets.isEmpty()) {
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            return change.getInstant();
        }
        return local.toInstant(offsets.get(Math.min(which, offsets.size() - 1)));
    }
}
