package shop.gather.platform.logging;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * One JSON object per line, with the names that Payara's own JSON formatter uses for its lines, and with the
 * correlation id that a client was told. Text that looks like a credential is masked, because messages of libraries may
 * quote their input. Thread-safe.
 */
public final class JsonLines extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);
    private static final Pattern CREDENTIAL = Pattern.compile("gather_[A-Za-z0-9_-]{16,}(?:\\.[A-Za-z0-9_-]+)*"
            + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"
            + "|(?<=[Bb]earer )[A-Za-z0-9._~+/=-]{8,}"
            + "|(?<=[?&](?:token|key|secret|access_token|click)=)[^&\\s\"]+"
            + "|(?<=://)[^/@\\s:]+:[^/@\\s]+(?=@)");

    // Found once: a lookup per line would be slow, and fail on threads of the server that do not see this module.
    private final JsonProvider json = JsonProvider.provider();

    @Override
    public String format(LogRecord entry) {
        JsonObjectBuilder line = json.createObjectBuilder()
                .add("Timestamp", TIME.format(entry.getInstant()))
                .add("Level", entry.getLevel().getName())
                .add("LoggerName", entry.getLoggerName() == null ? "" : entry.getLoggerName())
                .add("ThreadName", Thread.currentThread().getName());
        Correlation.current().ifPresent(id -> line.add("CorrelationId", id));
        line.add("LogMessage", masked(formatMessage(entry)));
        fields(entry, line);
        if (entry.getThrown() != null) {
            line.add("Throwable", masked(stackTrace(entry.getThrown())));
        }
        return line.build() + "\n";
    }

    /** A record whose only parameter is a map carries fields of their own, such as a request's duration. */
    private static void fields(LogRecord entry, JsonObjectBuilder line) {
        Object[] parameters = entry.getParameters();
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> {
                if (value instanceof Number number) {
                    line.add(String.valueOf(name), number.longValue());
                } else {
                    line.add(String.valueOf(name), masked(String.valueOf(value)));
                }
            });
        }
    }

    static String masked(String text) {
        return text == null ? "" : CREDENTIAL.matcher(text).replaceAll("***");
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
