package shop.gather.groupbuy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.groupbuy.Team.State;

/** What a team says about its places. */
class TeamTest {

    private static final Instant DEADLINE = Instant.parse("2026-11-01T12:00:00Z");

    private static Team aTeam(State state, int held, int paid) {
        return new Team(null, null, null, 5, held, paid, state, DEADLINE.minusSeconds(60), DEADLINE, null, null);
    }

    @Test
    void placesThatAreHeldOrPaidAreNotLeft() {
        assertThat(aTeam(State.OPEN, 2, 1).placesLeft()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"CLOSING", "SUCCEEDED", "FAILED"})
    void aTeamThatIsNotOpenHasNoPlaceLeft(State state) {
        assertThat(aTeam(state, 0, 1).placesLeft()).isZero();
    }

    @ParameterizedTest(name = "{0}, paid {1} s after the deadline: {2}")
    @CsvSource({
        "OPEN, -1, paid-after-the-team-was-full",
        "OPEN, 0, paid-after-the-team-was-full",
        "OPEN, 1, paid-after-the-deadline",
        "CLOSING, -1, paid-after-the-team-was-full",
        "CLOSING, 1, paid-after-the-deadline",
        "SUCCEEDED, -1, paid-after-the-team-was-full",
        "SUCCEEDED, 1, paid-after-the-team-was-full",
        "FAILED, -1, paid-after-the-team-ended",
        "FAILED, 1, paid-after-the-deadline"
    })
    void aLatePaymentIsToldWhyItIsLate(State state, int seconds, String reason) {
        assertThat(aTeam(state, 0, 0).whyLate(DEADLINE.plusSeconds(seconds))).isEqualTo(reason);
    }
}
