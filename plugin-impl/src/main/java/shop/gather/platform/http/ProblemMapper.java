package shop.gather.platform.http;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.spi.ShopException;

/** Turns whatever was thrown into a problem. What we did not foresee is logged with its correlation id and tells the client nothing else. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Response known = known(cause);
            if (known != null) {
                return known;
            }
        }
        LOG.log(Level.SEVERE, "request " + Correlation.id() + " failed", thrown);
        return Problem.of(ProblemCode.INTERNAL, "Try again; if it stays, quote the correlation id to your provider.")
                .toResponse();
    }

    private static Response known(Throwable cause) {
        if (cause instanceof ProblemException problem) {
            Response.ResponseBuilder answer = Response.fromResponse(
                    Problem.of(problem.code(), problem.getMessage()).toResponse());
            problem.retryAfter().ifPresent(delay -> answer.header("Retry-After", Math.max(1, delay.toSeconds())));
            return answer.build();
        }
        if (cause instanceof ShopException shop) {
            ProblemCode code = shop.error().isPassing() ? ProblemCode.SHOP_UNREACHABLE : ProblemCode.SHOP_REFUSED;
            return Problem.of(code, shop.getMessage()).toResponse();
        }
        if (cause instanceof OptimisticLockException) {
            return Problem.of(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.")
                    .toResponse();
        }
        if (cause instanceof DuplicateKey) {
            return Problem.of(ProblemCode.ALREADY_EXISTS, "Something with this key exists already.")
                    .toResponse();
        }
        if (cause instanceof JsonbException || cause instanceof JsonException || cause instanceof ProcessingException) {
            return Problem.of(
                            ProblemCode.MALFORMED_BODY,
                            "Send well-formed JSON with the fields and types of the API's description.")
                    .toResponse();
        }
        if (cause instanceof WebApplicationException web) {
            return ofStatus(web.getResponse().getStatus());
        }
        return null;
    }

    private static Response ofStatus(int status) {
        return switch (status) {
            case 400 ->
                Problem.of(ProblemCode.MALFORMED_BODY, "The request cannot be read.")
                        .toResponse();
            case 404 ->
                Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this address.")
                        .toResponse();
            case 405 ->
                Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "See the API's description for the methods of this address.")
                        .toResponse();
            case 406 ->
                Problem.of(ProblemCode.NOT_ACCEPTABLE, "Accept application/json.")
                        .toResponse();
            case 413 ->
                Problem.of(ProblemCode.BODY_TOO_LARGE, "Send less at once.").toResponse();
            case 415 ->
                Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.")
                        .toResponse();
            default -> null;
        };
    }
}
