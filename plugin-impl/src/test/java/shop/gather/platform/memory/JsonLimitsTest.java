package shop.gather.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is counted without being built. */
@Timeout(60)
class JsonLimitsTest {

    private static final JsonLimits LIMITS = new JsonLimits(5, 10);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | 1", "[] | 1", "70 | 1", "null | 1", "{\"a\":[1,\"b\",{\"c\":null}]} | 6", " [1 , 2] | 3"})
    void countsValues(String json, int values) {
        assertThat(LIMITS.count(new StringReader(json))).isEqualTo(values);
        assertThat(LIMITS.count(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({"'[\"','\"]'", "'{\"','\":1}'", "'{\"a\":\"\\\\\\\"','\"}'", "[1,']'", "-,''", "'\"','\"'"})
    void aTokenThatIsTooLongIsRefusedBeforeItIsHeld(String before, String after) {
        String allowed = "1".repeat(ShortTokens.LONGEST / 2);
        for (int length : new int[] {ShortTokens.LONGEST + 1, 5_000_000}) {
            Reader endless = new StringReader(before + "1".repeat(length) + after);
            assertThatThrownBy(() -> LIMITS.count(endless))
                    .isInstanceOf(JsonLimits.Exceeded.class)
                    .hasMessageContaining("more than 262144 characters");
        }
        assertThat(LIMITS.count(new StringReader("[\"" + allowed + "\",\"" + allowed + "\",\"" + allowed + "\"]")))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":[{",
                "[1,]",
                "{} {}",
                "[]]",
                "1 2",
                "nul",
                "'a'",
                "{a:1}",
                "\"open",
                "\"\\u12\"",
                "\u0000",
                "[1}",
                "-",
                "01",
                "<xml/>"
            })
    void whatIsNoWholeJsonIsRefused(String text) {
        assertThatThrownBy(() -> LIMITS.count(new StringReader(text))).isInstanceOf(JsonException.class);
    }

    @Test
    void deeperNestingIsRefusedAsSoonAsItIsMet() {
        assertThat(LIMITS.count(new StringReader("[[[[[]]]]]"))).isEqualTo(5);
        assertThatThrownBy(() -> LIMITS.count(new StringReader("[".repeat(1_000_000))))
                .isInstanceOf(JsonLimits.Exceeded.class)
                .hasMessage("It is nested deeper than 5 levels.");
    }

    @Test
    void moreValuesAreRefusedAsSoonAsTheyAreMet() {
        assertThatThrownBy(() -> LIMITS.count(new StringReader("{\"a\":[" + "[1],".repeat(1_000_000))))
                .isInstanceOf(JsonLimits.Exceeded.class)
                .hasMessage("It has more than 10 values.");
    }

    @Test
    void aNumberThatTakesLongToConvertIsRefused() {
        assertThatThrownBy(() -> LIMITS.count(new StringReader("[" + "9".repeat(401) + "]")))
                .isInstanceOf(JsonLimits.Exceeded.class)
                .hasMessage("It has a number of more than 400 digits.");
    }
}
