package shop.gather.groupbuy.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;

/** The draw is fair, and everybody who knows its inputs gets the same result. */
class FairDrawTest {

    private static final Instant CLOSED = Instant.parse("2026-12-24T18:00:00.123456Z");
    private static final TeamId TEAM = new TeamId(UUID.fromString("0190f5c6-0000-7000-8000-000000000001"));

    private static ParticipationId entry(int number) {
        return new ParticipationId(UUID.fromString("0190f5c6-0000-7000-8000-0000000000" + number));
    }

    private static byte[] secret(Random random) {
        byte[] secret = new byte[FairDraw.SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    private static List<ParticipationId> entries(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ParticipationId(new UUID(random.nextLong(), random.nextLong())))
                .toList();
    }

    /** The test vector of CAMPAIGNS.md, which was computed with Python's hashlib and hmac. */
    @Test
    void theTestVector() {
        byte[] secret = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        List<ParticipationId> entries = List.of(entry(15), entry(11), entry(13), entry(12), entry(14));
        assertThat(FairDraw.commitment(secret))
                .isEqualTo("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
        String seed = FairDraw.seed(TEAM, CLOSED, entries);
        assertThat(seed).isEqualTo("54aa4a02ba0d9d1720aa98dd7a2c21177700ae5cf1460d9dd2a869bf1e07ae50");
        assertThat(FairDraw.winners(secret, seed, entries, 2)).containsExactly(entry(13), entry(14));
        assertThat(FairDraw.winners(secret, seed, entries, 5))
                .containsExactly(entry(13), entry(14), entry(12), entry(11), entry(15));
    }

    @Test
    void soManyWinInWhateverOrderTheEntriesAreRead() {
        Random random = new Random(20261130);
        for (int round = 0; round < 2_000; round++) {
            int count = 2 + random.nextInt(40);
            int winners = 1 + random.nextInt(count - 1);
            byte[] secret = secret(random);
            List<ParticipationId> entries = entries(random, count);
            String seed = FairDraw.seed(TEAM, CLOSED, entries);
            List<ParticipationId> won = FairDraw.winners(secret, seed, entries, winners);
            assertThat(won).hasSize(winners).doesNotHaveDuplicates().isSubsetOf(entries);
            List<ParticipationId> shuffled = new ArrayList<>(entries);
            Collections.shuffle(shuffled, random);
            assertThat(FairDraw.seed(TEAM, CLOSED, shuffled)).isEqualTo(seed);
            assertThat(FairDraw.winners(secret, seed, shuffled, winners)).isEqualTo(won);
            // A team of the owner's choice with all its places: nobody is left out.
            assertThat(FairDraw.winners(secret, seed, entries, count + 1)).hasSize(count);
        }
    }

    /**
     * Chi-square over 60,000 draws of 3 of 10. With 9 degrees of freedom the statistic exceeds 27.88 in one of 1,000
     * fair series; winners of one draw exclude one another, which makes it smaller. The series is fixed.
     */
    @Test
    void everyEntryWinsEquallyOften() {
        Random random = new Random(7);
        List<ParticipationId> entries = entries(random, 10);
        int draws = 60_000;
        int[] wins = new int[entries.size()];
        for (int draw = 0; draw < draws; draw++) {
            byte[] secret = secret(random);
            String seed = FairDraw.seed(TEAM, CLOSED.plusNanos(1_000L * draw), entries);
            FairDraw.winners(secret, seed, entries, 3).forEach(winner -> wins[entries.indexOf(winner)]++);
        }
        assertThat(chiSquare(wins, draws * 3.0 / entries.size())).isLessThan(27.88);
    }

    /** The seed alone decides, too: an owner who knows the secret before gains nothing unless the seed is known. */
    @Test
    void withOneSecretTheSeedSpreadsTheWinsEvenly() {
        Random random = new Random(8);
        List<ParticipationId> entries = entries(random, 10);
        byte[] secret = secret(random);
        int draws = 60_000;
        int[] wins = new int[entries.size()];
        for (int draw = 0; draw < draws; draw++) {
            String seed = FairDraw.seed(TEAM, CLOSED.plusNanos(1_000L * draw), entries);
            wins[entries.indexOf(FairDraw.winners(secret, seed, entries, 1).get(0))]++;
        }
        assertThat(chiSquare(wins, draws / (double) entries.size())).isLessThan(27.88);
    }

    /** The tests above can fail: a draw that favours one entry by a tenth is found. */
    @Test
    void aBiasOfATenthIsFound() {
        int[] wins = new int[10];
        Arrays.fill(wins, 18_000 - 200);
        wins[0] = 18_000 + 1_800;
        assertThat(chiSquare(wins, 18_000)).isGreaterThan(27.88);
    }

    private static double chiSquare(int[] counts, double expected) {
        return IntStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    @Test
    void oneMoreEntryOrAnotherMomentChangesTheSeed() {
        List<ParticipationId> entries = List.of(entry(11), entry(12));
        String seed = FairDraw.seed(TEAM, CLOSED, entries);
        assertThat(FairDraw.seed(TEAM, CLOSED, List.of(entry(11), entry(12), entry(13))))
                .isNotEqualTo(seed);
        assertThat(FairDraw.seed(TEAM, CLOSED.plusNanos(1_000), entries)).isNotEqualTo(seed);
        assertThat(FairDraw.seed(new TeamId(entry(11).value()), CLOSED, entries))
                .isNotEqualTo(seed);
    }
}
