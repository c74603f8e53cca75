package shop.gather.platform.http;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.database.DatabaseAway;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.logging.Correlation;
import shop.gather.platform.logging.FailureLog;
import shop.gather.spi.ShopException;

/**
 * Turns whatever was thrown into a problem. An unexpected exception is logged with its correlation id and tells the
 * client nothing else.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
    private static final FailureLog FAILURES = new FailureLog(LOG);

    @Override
    public Response toResponse(Throwable thrown) {
        // What we said ourselves comes first: parsers wrap it in their own exceptions.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem(problem);
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Response known = known(cause);
            if (known != null) {
                return known;
            }
        }
        if (DatabaseAway.isCauseOf(thrown)) {
            LOG.log(Level.WARNING, "request {0} found no database: {1}", new Object[] {Correlation.id(), thrown});
            return Response.fromResponse(Problem.databaseAway().toResponse())
                    .header("Retry-After", Problem.DATABASE_AWAY_SECONDS)
                    .build();
        }
        FAILURES.severe("request " + Correlation.id() + " failed", thrown);
        return Problem.of(
                        ProblemCode.INTERNAL,
                        "Retry; if the error persists, quote the correlation id to your provider.")
                .toResponse();
    }

    private static Response problem(ProblemException problem) {
        Response.ResponseBuilder answer = Response.fromResponse(
                Problem.of(problem.code(), problem.getMessage()).toResponse());
        problem.retryAfter().ifPresent(delay -> answer.header("Retry-After", Math.max(1, delay.toSeconds())));
        return answer.build();
    }

    private static Response known(Throwable cause) {
        if (cause instanceof ShopException shop) {
            ProblemCode code = shop.error().isPassing() ? ProblemCode.SHOP_UNREACHABLE : ProblemCode.SHOP_REFUSED;
            return Problem.of(code, shop.getMessage()).toResponse();
        }
        if (cause instanceof OptimisticLockException) {
            return Problem.of(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.")
                    .toResponse();
        }
        if (cause instanceof DuplicateKey) {
            return Problem.of(ProblemCode.ALREADY_EXISTS, "An entry with this key already exists.")
                    .toResponse();
        }
        if (cause instanceof SQLException data
                && String.valueOf(data.getSQLState()).startsWith("22")) {
            // The database's word on a value that no check of ours caught: too long, or characters that it cannot keep.
            FAILURES.unexpected("request " + Correlation.id() + " sent a value that the database refuses", cause);
            return Problem.of(
                            ProblemCode.INVALID_VALUE,
                            "A value is too long, too large, or contains characters that cannot be stored.")
                    .toResponse();
        }
        if (cause instanceof UnsupportedCharsetException || cause instanceof IllegalCharsetNameException) {
            return Problem.of(
                            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                            "The charset of the Content-Type is unknown. Send UTF-8.")
                    .toResponse();
        }
        if (cause instanceof JsonbException || cause instanceof JsonException || cause instanceof ProcessingException) {
            return Problem.of(
                            ProblemCode.MALFORMED_BODY,
                            "Send well-formed JSON with the fields and types of the API's description.")
                    .toResponse();
        }
        if (cause instanceof WebApplicationException web) {
            int status = web.getResponse().getStatus();
            return status >= 400 && status < 500 ? Problem.ofStatus(status).toResponse() : null;
        }
        return null;
    }
}
