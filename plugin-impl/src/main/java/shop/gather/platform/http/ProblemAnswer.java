package shop.gather.platform.http;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.database.DatabaseAway;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.logging.Correlation;
import shop.gather.platform.logging.FailureLog;
import shop.gather.spi.ShopException;

/**
 * The answer to a request that failed.
 *
 * @param retryAfter when the client may repeat it; empty if that makes no difference
 */
public record ProblemAnswer(Problem problem, Optional<Duration> retryAfter) {

    private static final Logger LOG = Logger.getLogger(ProblemAnswer.class.getName());
    private static final FailureLog FAILURES = new FailureLog(LOG);

    /**
     * The answer to whatever was thrown. An unexpected exception is logged with the request's correlation id and tells
     * the client nothing else.
     */
    public static ProblemAnswer to(Throwable thrown) {
        // What we said ourselves comes first: parsers wrap it in their own exceptions.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return new ProblemAnswer(Problem.of(problem.code(), problem.getMessage()), problem.retryAfter());
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Problem known = known(cause);
            if (known != null) {
                return new ProblemAnswer(known, Optional.empty());
            }
        }
        if (DatabaseAway.isCauseOf(thrown)) {
            LOG.log(Level.WARNING, "request {0} found no database: {1}", new Object[] {Correlation.id(), thrown});
            return new ProblemAnswer(
                    Problem.databaseAway(), Optional.of(Duration.ofSeconds(Problem.DATABASE_AWAY_SECONDS)));
        }
        FAILURES.severe("request " + Correlation.id() + " failed", thrown);
        return new ProblemAnswer(
                Problem.of(
                        ProblemCode.INTERNAL,
                        "Retry; if the error persists, quote the correlation id to your provider."),
                Optional.empty());
    }

    private static Problem known(Throwable cause) {
        if (cause instanceof ShopException shop) {
            ProblemCode code = shop.error().isPassing() ? ProblemCode.SHOP_UNREACHABLE : ProblemCode.SHOP_REFUSED;
            return Problem.of(code, shop.getMessage());
        }
        if (cause instanceof OptimisticLockException) {
            return Problem.of(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
        }
        if (cause instanceof DuplicateKey) {
            return Problem.of(ProblemCode.ALREADY_EXISTS, "An entry with this key already exists.");
        }
        if (cause instanceof SQLException data
                && String.valueOf(data.getSQLState()).startsWith("22")) {
            // The database's word on a value that no check of ours caught: too long, or characters that it cannot keep.
            FAILURES.unexpected("request " + Correlation.id() + " sent a value that the database refuses", cause);
            return Problem.of(
                    ProblemCode.INVALID_VALUE,
                    "A value is too long, too large, or contains characters that cannot be stored.");
        }
        if (cause instanceof UnsupportedCharsetException || cause instanceof IllegalCharsetNameException) {
            return Problem.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The charset of the Content-Type is unknown. Send UTF-8.");
        }
        if (cause instanceof JsonbException || cause instanceof JsonException || cause instanceof ProcessingException) {
            return Problem.of(
                    ProblemCode.MALFORMED_BODY,
                    "Send well-formed JSON with the fields and types of the API's description.");
        }
        if (cause instanceof WebApplicationException web) {
            int status = web.getResponse().getStatus();
            return status >= 400 && status < 500 ? Problem.ofStatus(status) : null;
        }
        return null;
    }

    Response toResponse() {
        Response.ResponseBuilder answer = Response.fromResponse(problem.toResponse());
        retryAfter.ifPresent(delay -> answer.header("Retry-After", seconds(delay)));
        return answer.build();
    }

    /** Writes the answer of a servlet. */
    public void write(HttpServletResponse response) throws IOException {
        retryAfter.ifPresent(delay -> response.setHeader("Retry-After", Long.toString(seconds(delay))));
        problem.write(response);
    }

    private static long seconds(Duration delay) {
        return Math.max(1, delay.toSeconds());
    }
}
