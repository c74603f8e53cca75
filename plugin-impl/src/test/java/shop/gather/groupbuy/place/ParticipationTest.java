package shop.gather.groupbuy.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;

/** The transitions of a place: each that is allowed, and each that is refused. */
class ParticipationTest {

    /** For each state, the steps that leave it and where they lead. */
    private static final Map<State, Map<Step, State>> LIFE = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    State.RESERVED,
                    Map.of(
                            Step.OPEN_PAYMENT, State.HELD,
                            Step.RELEASE, State.WITHDRAWN,
                            Step.GIVE_BACK, State.WITHDRAWN)),
            Map.entry(
                    State.HELD,
                    Map.of(
                            Step.EXPIRE, State.EXPIRED,
                            Step.GIVE_BACK, State.WITHDRAWN,
                            Step.REFUSE, State.REFUSED,
                            Step.MOVE, State.PAID,
                            Step.PAY, State.PAID,
                            Step.PAY_LATE, State.LATE)),
            Map.entry(State.EXPIRED, Map.of(Step.PAY, State.PAID, Step.MOVE, State.PAID, Step.PAY_LATE, State.LATE)),
            Map.entry(State.WITHDRAWN, Map.of(Step.PAY, State.PAID, Step.PAY_LATE, State.LATE)),
            Map.entry(State.REFUSED, Map.of(Step.PAY, State.PAID, Step.MOVE, State.PAID, Step.PAY_LATE, State.LATE)),
            Map.entry(
                    State.PAID,
                    Map.of(
                            Step.WITHDRAW, State.WITHDRAWN,
                            Step.LEAVE, State.LEFT,
                            Step.LOSE, State.NOT_DRAWN,
                            Step.LEAVE_OUT, State.CASE_NOT_FILLED,
                            Step.CONFIRM, State.CONFIRMED,
                            Step.FAIL, State.FAILED)),
            Map.entry(
                    State.CONFIRMED,
                    Map.of(Step.PAY_AGAIN, State.CONFIRMED, Step.GIVE_UP, State.UNPAID, Step.RETURN, State.RETURNED)),
            Map.entry(State.FAILED, Map.of(Step.RETURN, State.RETURNED)),
            Map.entry(State.LATE, Map.of(Step.RETURN, State.RETURNED)),
            Map.entry(State.UNPAID, Map.of(Step.RETURN, State.RETURNED)),
            Map.entry(State.LEFT, Map.of(Step.RETURN, State.RETURNED)),
            Map.entry(State.NOT_DRAWN, Map.of(Step.RETURN, State.RETURNED)),
            Map.entry(State.CASE_NOT_FILLED, Map.of(Step.RETURN, State.RETURNED)),
            Map.entry(State.RETURNED, Map.of(Step.RESTORE, State.CONFIRMED))));

    private static Stream<Arguments> steps() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Step.values()).map(step -> Arguments.of(state, step)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("steps")
    void aStepLeavesTheStatesOfItsTableAndNoOthers(State state, Step step) {
        State to = LIFE.get(state).get(step);
        if (to == null) {
            assertThatThrownBy(() -> step.from(state))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(state.name())
                    .hasMessageContaining(step.name());
        } else {
            assertThat(step.from(state)).isEqualTo(to);
        }
    }

    @Test
    void everyStepButThoseOfReservationsAndAnUnpaidPlaceGivenBackIsTold() {
        assertThat(Step.values())
                .filteredOn(step -> step.event() == null)
                .containsExactly(Step.OPEN_PAYMENT, Step.RELEASE, Step.GIVE_BACK);
    }

    @Test
    void onlyAPlaceThatMayStillSucceedKeepsTheMemberFromOtherTeams() {
        assertThat(State.values()).filteredOn(State::isActive).containsExactly(State.RESERVED, State.HELD, State.PAID);
    }

    @Test
    void aPlaceWhoseMoneyGoesBackDoesNotKeepTheMoney() {
        assertThat(State.KEEPING).doesNotContainAnyElementsOf(State.GIVING_BACK);
        assertThat(State.GIVING_BACK)
                .isEqualTo(Set.of(
                        State.FAILED, State.LATE, State.UNPAID, State.LEFT, State.NOT_DRAWN, State.CASE_NOT_FILLED));
    }
}
