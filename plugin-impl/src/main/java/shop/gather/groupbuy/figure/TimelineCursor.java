package shop.gather.groupbuy.figure;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;

/**
 * The place of an entry in the timeline of a team, by which it is sorted. Immutable.
 *
 * @param at with microseconds, as in the database
 * @param rank orders what has happened in the same transaction
 */
record TimelineCursor(Instant at, int rank, UUID id) implements Comparable<TimelineCursor> {

    private static final String SEPARATOR = " ";
    // A database refuses years that Java knows.
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final UUID LOWEST = new UUID(0, 0);

    /** Before every entry. */
    static final TimelineCursor START = new TimelineCursor(FIRST, 0, LOWEST);

    /**
     * @param cursor null for the start
     * @throws ProblemException INVALID_VALUE if Gather did not make it
     */
    static TimelineCursor parse(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return START;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(SEPARATOR);
            if (parts.length != 3) {
                throw unknown();
            }
            Instant at = Instant.parse(parts[0]);
            if (at.isBefore(FIRST) || at.isAfter(LAST)) {
                throw unknown();
            }
            return new TimelineCursor(
                    at, Integer.parseInt(parts[1]), Ids.parse(parts[2]).orElseThrow(TimelineCursor::unknown));
        } catch (IllegalArgumentException | DateTimeException garbled) {
            throw unknown();
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, at.toString(), Integer.toString(rank), id.toString())
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Ids as the databases compare them: byte by byte, without signs. */
    @Override
    public int compareTo(TimelineCursor other) {
        int byTime = at.compareTo(other.at);
        int byRank = byTime != 0 ? byTime : Integer.compare(rank, other.rank);
        return byRank != 0 ? byRank : id.toString().compareTo(other.id.toString());
    }

    private static ProblemException unknown() {
        return ProblemException.invalid("cursor is not one of ours.");
    }
}
