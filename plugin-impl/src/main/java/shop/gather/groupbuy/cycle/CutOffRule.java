package shop.gather.groupbuy.cycle;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import shop.gather.platform.http.ProblemException;

/**
 * On which days a campaign has its cut-off: an iCalendar recurrence rule (RFC 5545) that repeats daily at most. The time
 * of day is always that of the first cut-off, in the store's zone. Immutable.
 *
 * @param text the rule without {@code RRULE:}
 */
record CutOffRule(String text) {

    static final int LONGEST = 500;

    private static final Set<Freq> FREQUENCIES = Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    /** The rule is evaluated no further than so many dates after its first one. */
    private static final int MOST_DATES = 20_000;

    CutOffRule {
        text = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        text = text.startsWith("RRULE:") ? text.substring("RRULE:".length()) : text;
        if (text.length() > LONGEST) {
            throw ProblemException.invalid("rule must have at most " + LONGEST + " characters.");
        }
        RecurrenceRule rule = parse(text);
        if (!FREQUENCIES.contains(rule.getFreq())) {
            throw ProblemException.invalid("rule must have FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.");
        }
        if (hasOtherTimes(rule)) {
            throw ProblemException.invalid(
                    "rule cannot have BYHOUR, BYMINUTE, BYSECOND, RSCALE or SKIP: each cut-off is"
                            + " at the time of day of the first one.");
        }
    }

    /**
     * Whether it has several cut-offs a day, another calendar, or dates that do not exist. The constants of {@link Part}
     * are not read earlier than here: the library must load its {@link RecurrenceRule} before them.
     */
    private static boolean hasOtherTimes(RecurrenceRule rule) {
        return Stream.of(Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND, Part.RSCALE, Part.SKIP)
                .anyMatch(rule::hasPart);
    }

    private static RecurrenceRule parse(String text) {
        try {
            return new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException wrong) {
            throw ProblemException.invalid(
                    "rule must be an iCalendar recurrence rule (RFC 5545), such as FREQ=WEEKLY;BYDAY=FR.");
        }
    }

    /**
     * The first cut-offs that are after an instant, in ascending order.
     *
     * @param first with which the rule begins; it is the first cut-off if the rule contains it
     * @param most the maximum number
     */
    List<Instant> after(Instant after, Instant first, ZoneId zone, int most) {
        List<Instant> found = new ArrayList<>();
        try {
            RecurrenceRuleIterator dates = in(zone).iterator(floating(LocalDateTime.ofInstant(first, zone)));
            for (int i = 0; i < MOST_DATES && found.size() < most && dates.hasNext(); i++) {
                Instant cutOff = local(dates.nextDateTime()).atZone(zone).toInstant();
                if (cutOff.isAfter(after)) {
                    found.add(cutOff);
                }
            }
        } catch (IllegalArgumentException noMoreDates) {
            // The library gives up on a rule such as 30 February.
            return found;
        }
        return found;
    }

    /** The rule with its UNTIL as a time by the clock on the wall, as the dates are counted. */
    private RecurrenceRule in(ZoneId zone) {
        RecurrenceRule rule = parse(text);
        DateTime until = rule.getUntil();
        if (until != null) {
            rule.setUntil(
                    until.isAllDay()
                            ? new DateTime(until.getYear(), until.getMonth(), until.getDayOfMonth(), 23, 59, 59)
                            : until.isFloating()
                                    ? until
                                    : floating(
                                            LocalDateTime.ofInstant(Instant.ofEpochMilli(until.getTimestamp()), zone)));
        }
        return rule;
    }

    /** Months are counted from 0 there. */
    private static DateTime floating(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
