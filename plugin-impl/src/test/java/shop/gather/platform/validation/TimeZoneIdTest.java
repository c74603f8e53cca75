package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZoneIdTest {

    record Place(@TimeZoneId String zone) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"})
    void accepts(String zone) {
        assertThat(Refusals.of(new Place(zone))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Berlin", "europe/berlin", "Europe/Berlin ", "../etc/passwd", "+99:00"})
    void anUnknownZoneIsRefused(String zone) {
        assertThat(Refusals.of(new Place(zone)))
                .containsExactly("zone must be an IANA time zone such as Europe/Berlin.");
    }
}
