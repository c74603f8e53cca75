package shop.gather.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PT0S, a moment
                    PT59S, a moment
                    PT1M, 1 minute
                    PT59M59S, 59 minutes
                    PT1H, 1 hour
                    PT23H59M, 23 hours
                    P1D, 1 day
                    P3DT23H, 3 days
                    """)
    void aSpanIsSaidInItsLargestUnit(Duration span, String text) {
        assertThat(Spans.text(span)).isEqualTo(text);
    }
}
