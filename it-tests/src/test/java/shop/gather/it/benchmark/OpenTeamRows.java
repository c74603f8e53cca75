package shop.gather.it.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What is different in each copy of an open team: ids in the order of the numbers, and times. Immutable. */
record OpenTeamRows(Instant first) {

    private static final Duration APART = Duration.ofMillis(100);

    /** Of many teams the same: a campaign's end. */
    private static final int DEADLINES = 10_000;

    /** Opened within the last hours. */
    static OpenTeamRows opened(int teams) {
        return new OpenTeamRows(Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(APART.multipliedBy(teams)));
    }

    /**
     * The id of a row that belongs to a team, of version 7.
     *
     * @param kind of row, below 4,096
     */
    UUID id(int number, int kind) {
        return new UUID(openedAt(number).toEpochMilli() << 16 | 0x7000L | kind, 0x8000_0000_0000_0000L | number);
    }

    Instant openedAt(int number) {
        return first.plus(APART.multipliedBy(number));
    }

    /** Beyond the time of any measurement. */
    Instant deadline(int number) {
        return first.plus(Duration.ofDays(2)).plusSeconds(number * 7919L % DEADLINES);
    }
}
