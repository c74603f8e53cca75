package shop.gather.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What a log says of a failure names no buyer: nobody can erase a person from a log. */
class FailureLogTest {

    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getAnonymousLogger();

    FailureLogTest() {
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord logged) {
                StringWriter text = new StringWriter();
                text.append(logged.getMessage()).append('\n');
                if (logged.getThrown() != null) {
                    logged.getThrown().printStackTrace(new PrintWriter(text, true));
                }
                lines.add(text.toString());
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        });
    }

    @Test
    void anUnexpectedFailureIsLoggedWithItsPlacesAndWithoutWhatItQuotes() {
        SQLException database = new SQLException(
                "ERROR: value too long. Detail: Failing row contains (mia@example.org, Mia Meier).", "22001");
        Exception failure = new IllegalStateException("order of Mia Meier cannot be kept", database);
        new FailureLog(logger).unexpected("order 1042 is postponed", failure);

        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .contains("order 1042 is postponed", "IllegalStateException", "SQL state 22001", "FailureLogTest")
                .doesNotContain("Mia")
                .doesNotContain("example.org"));
    }

    @Test
    void aFailedRequestIsLoggedEachTimeAndQuotesNobody() {
        Exception failure = new IllegalStateException("member Mia Meier is unknown");
        new FailureLog(logger).severe("request 7 failed", failure);
        new FailureLog(logger).severe("request 8 failed", failure);

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("failed", "IllegalStateException", "FailureLogTest")
                .doesNotContain("Mia"));
    }

    @Test
    void aFailureThatIsItsOwnCauseIsLoggedOnce() {
        Exception first = new IllegalStateException("one");
        Exception second = new IllegalArgumentException("two", first);
        first.initCause(second);
        new FailureLog(logger).unexpected("order 1043 is postponed", second);
        assertThat(lines).hasSize(1);
    }
}
