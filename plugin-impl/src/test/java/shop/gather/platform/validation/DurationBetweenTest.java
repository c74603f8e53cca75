package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationBetweenTest {

    record Offer(
            @DurationBetween(min = "PT1S", max = "P30D") String hold) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PT1S", "PT15M", "P30D", "PT720H"})
    void accepts(String hold) {
        assertThat(Refusals.of(new Offer(hold))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PT0.9S", "-PT1H", "P30DT1S", "P1M", "15", "PT99999999999999999999H"})
    void whatIsNoneOrOutOfBoundsIsRefusedWithTheBounds(String hold) {
        assertThat(Refusals.of(new Offer(hold)))
                .containsExactly("hold must be an ISO 8601 duration from PT1S to P30D, such as PT24H.");
    }
}
