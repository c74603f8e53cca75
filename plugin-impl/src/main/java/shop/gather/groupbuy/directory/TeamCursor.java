package shop.gather.groupbuy.directory;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;

/**
 * The last team of a page. The next page begins after it, whatever has happened to the team meanwhile, because no value
 * of it changes. Immutable.
 *
 * @param at the team's deadline or its opening, by which the order sorts; with microseconds, as in the database
 */
record TeamCursor(TeamOrder order, Instant at, TeamId team) {

    private static final String SEPARATOR = " ";
    // A database refuses years that Java knows.
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws ProblemException INVALID_VALUE if Gather did not make it for this order */
    static TeamCursor parse(String cursor, TeamOrder order) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(SEPARATOR);
            if (parts.length != 3 || !parts[0].equals(order.parameter())) {
                throw unknown();
            }
            Instant at = Instant.parse(parts[1]);
            if (at.isBefore(FIRST) || at.isAfter(LAST)) {
                throw unknown();
            }
            return new TeamCursor(
                    order, at, Ids.parse(parts[2]).map(TeamId::new).orElseThrow(TeamCursor::unknown));
        } catch (IllegalArgumentException | DateTimeException garbled) {
            throw unknown();
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, order.parameter(), at.toString(), team.toString())
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static ProblemException unknown() {
        return ProblemException.invalid("cursor is not one of ours.");
    }
}
