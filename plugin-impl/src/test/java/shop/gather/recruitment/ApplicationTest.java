package shop.gather.recruitment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.recruitment.Application.State;
import shop.gather.recruitment.Application.Step;

/** The life of an application. */
class ApplicationTest {

    @ParameterizedTest
    @EnumSource
    void onlyAnApplicationThatWaitsIsDecided(Step step) {
        assertThat(step.from()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void aDecisionLeadsWhereItSays() {
        assertThat(Step.APPROVE.to()).isEqualTo(State.APPROVED);
        assertThat(Step.REJECT.to()).isEqualTo(State.REJECTED);
        assertThat(Step.WITHDRAW.to()).isEqualTo(State.REJECTED);
    }
}
