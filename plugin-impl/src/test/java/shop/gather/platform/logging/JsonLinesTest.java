package shop.gather.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private final JsonLines lines = new JsonLines();

    @Test
    void aMessageOfSeveralLinesStaysOneLine() {
        String line = lines.format(entry("first\nsecond \"quoted\""));
        assertThat(line).endsWith("\n");
        assertThat(line.strip()).doesNotContain("\n");
        assertThat(parsed(line).getString("LogMessage")).isEqualTo("first\nsecond \"quoted\"");
    }

    @Test
    void theCorrelationIdOfTheThreadIsInIt() {
        Correlation.during(
                "request-42", () -> assertThat(parsed(lines.format(entry("x"))).getString("CorrelationId"))
                        .isEqualTo("request-42"));
        assertThat(parsed(lines.format(entry("x"))).containsKey("CorrelationId"))
                .isFalse();
    }

    @Test
    void fieldsKeepTheirTypes() {
        LogRecord entry = entry("GET /x 200 7 ms");
        entry.setParameters(new Object[] {Map.of("Status", 200, "Path", "/x")});
        JsonObject line = parsed(lines.format(entry));
        assertThat(line.getInt("Status")).isEqualTo(200);
        assertThat(line.getString("Path")).isEqualTo("/x");
    }

    @Test
    void anExceptionIsPartOfTheLine() {
        LogRecord entry = entry("failed");
        entry.setThrown(new IllegalStateException("because"));
        assertThat(parsed(lines.format(entry)).getString("Throwable"))
                .contains("java.lang.IllegalStateException: because", "at shop.gather");
    }

    @Test
    void credentialsAreMasked() {
        assertThat(JsonLines.masked("Authorization: Bearer abcdefghij.klm-nop")).isEqualTo("Authorization: Bearer ***");
        assertThat(JsonLines.masked("key gather_0193a1f27c3e7a519a55_secretsecret refused"))
                .isEqualTo("key *** refused");
        assertThat(JsonLines.masked("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.c2ln ended"))
                .isEqualTo("token *** ended");
        assertThat(JsonLines.masked("GET https://shop.example/a?token=abc&b=1"))
                .isEqualTo("GET https://shop.example/a?token=***&b=1");
        assertThat(JsonLines.masked("postgresql://me:word@db/gather")).isEqualTo("postgresql://***@db/gather");
        assertThat(JsonLines.masked("order gather_42 was read")).isEqualTo("order gather_42 was read");
    }

    private static LogRecord entry(String message) {
        LogRecord entry = new LogRecord(Level.INFO, message);
        entry.setLoggerName("shop.gather.test");
        return entry;
    }

    private static JsonObject parsed(String line) {
        return Json.createReader(new StringReader(line)).readObject();
    }
}
