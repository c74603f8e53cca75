package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcInstantTest {

    record Sale(@UtcInstant String startsAt) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"2026-11-22T18:00:00Z", "2000-01-01T00:00:01Z", "2199-12-31T23:59:59.999Z"})
    void accepts(String startsAt) {
        assertThat(Refusals.of(new Sale(startsAt))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-02-30T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59.999999999Z"
            })
    void whatIsNoneOrAbsurdIsRefused(String startsAt) {
        assertThat(Refusals.of(new Sale(startsAt)))
                .containsExactly("startsAt must be an instant in UTC, such as 2026-11-22T18:00:00Z.");
    }
}
