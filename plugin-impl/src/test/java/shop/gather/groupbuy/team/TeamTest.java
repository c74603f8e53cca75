package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.groupbuy.team.Team.State;
import shop.gather.groupbuy.team.Team.Step;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;

/** What a team says about its places. */
class TeamTest {

    private static final Instant DEADLINE = Instant.parse("2026-11-01T12:00:00Z");

    private static Team aTeam(State state, int held, int paid) {
        return new Team(5, 3, held, paid, paid, state, DEADLINE);
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
        "SUCCEEDED, -1, paid-after-the-team-ended",
        "SUCCEEDED, 1, paid-after-the-deadline",
        "FAILED, -1, paid-after-the-team-ended",
        "FAILED, 1, paid-after-the-deadline"
    })
    void aLatePaymentIsToldWhyItIsLate(State state, int seconds, String reason) {
        assertThat(aTeam(state, 0, 0).whyLate(DEADLINE.plusSeconds(seconds))).isEqualTo(reason);
    }

    @Test
    void whoPaysInTimeForATeamThatIsFullIsToldSo() {
        assertThat(aTeam(State.SUCCEEDED, 0, 5).whyLate(DEADLINE)).isEqualTo("paid-after-the-team-was-full");
    }

    @Test
    void aTeamHasThePriceThatItsBuyersReached() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 5);
        assertThat(aTeam(State.OPEN, 0, 1).price(terms)).isEqualTo(Money.parse("EUR 10.00"));
        CampaignTerms tiers = SomeTerms.with(SomeTerms.tiers("EUR 10.00", 4, "EUR 8.50"), SomeTerms.minimumTeam(3, 5));
        assertThat(aTeam(State.SUCCEEDED, 0, 4).price(tiers)).isEqualTo(Money.parse("EUR 8.50"));
    }

    /** All of them: what is not named here is refused. */
    @Test
    void theTableOfTransitions() {
        Map<Step, String> table = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            String from = Stream.of(State.values())
                    .filter(step::leaves)
                    .map(State::name)
                    .collect(Collectors.joining(" or "));
            table.put(step, from + " to " + step.to() + (step.reason() == null ? "" : ", " + step.reason()));
        }
        assertThat(table)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Step.BEGIN_CLOSING, "OPEN to CLOSING",
                        Step.FILL, "OPEN or CLOSING to SUCCEEDED",
                        Step.REACH_MINIMUM, "OPEN or CLOSING to SUCCEEDED",
                        Step.MISS_MINIMUM, "OPEN or CLOSING to FAILED, team-not-filled",
                        Step.MISS_CASES, "OPEN or CLOSING to FAILED, cases-not-filled",
                        Step.CANCEL, "OPEN or CLOSING to FAILED, cancelled-by-the-owner",
                        Step.EMPTY, "OPEN to FAILED, team-empty",
                        Step.LOSE_ONLY_BUYER, "OPEN to FAILED, team-empty"));
    }

    @ParameterizedTest
    @EnumSource
    void noStepLeavesATeamThatIsOver(Step step) {
        assertThat(step.leaves(State.SUCCEEDED)).isFalse();
        assertThat(step.leaves(State.FAILED)).isFalse();
    }
}
