package shop.gather.platform.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadPaceTest {

    private final UploadPace pace = new UploadPace(Duration.ofSeconds(5), Duration.ofSeconds(30), 1_000);

    @ParameterizedTest
    @CsvSource({
        "PT4.9S, 0, false",
        "PT5.1S, 0, true",
        "PT5.1S, 5000, true",
        "PT5.1S, 5100, false",
        "PT29S, 28000, true",
        "PT29S, 30000, false",
        "PT31S, 200000, true"
    })
    void aBodyMustComeAtALeastPaceAndWithinALimit(Duration age, int bytes, boolean tooSlow) {
        assertThat(pace.isTooSlow(age.toNanos(), bytes)).isEqualTo(tooSlow);
    }
}
