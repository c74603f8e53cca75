package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.ShopException;

/** The cursor's text. */
class ChangeCursorTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:02:03.004Z");

    @Test
    void isReadAsItWasWritten() {
        ChangeCursor cursor = new ChangeCursor(
                NOW, 3, NOW.plusMillis(1), NOW.minusSeconds(9), Instant.EPOCH, 5, NOW, List.of("abcdefgh", "12345678"));

        assertThat(ChangeCursor.parse(cursor.format())).isEqualTo(cursor);
    }

    @Test
    void staysShortAndForgetsTheOldest() {
        List<String> told =
                IntStream.range(0, 500).mapToObj("mark%04d"::formatted).toList();

        String text = ChangeCursor.startingAt(NOW, told).format();

        assertThat(text).hasSizeLessThanOrEqualTo(1000);
        assertThat(ChangeCursor.parse(text).told()).endsWith("mark0499").doesNotContain("mark0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v2|1|0|1|1|1|0|1|", "v1|x!|0|1|1|1|0|1|", "v1|1|0|1|1|1|0|1|short"})
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> ChangeCursor.parse(text)).isInstanceOf(ShopException.class);
    }
}
