package shop.sample.platform;

import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers every failure as a problem; what was not foreseen is logged under an id and told without its cause. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    private final Json json;

    @Inject
    public ProblemMapper(Json json) {
        this.json = json;
    }

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof Problem problem) {
            return answer(problem);
        }
        if (failure instanceof WebApplicationException known) {
            int status = known.getResponse().getStatus();
            if (status < 400) {
                return known.getResponse();
            }
            return answer(new Problem(
                    status,
                    "http-" + status,
                    known.getResponse().getStatusInfo().getReasonPhrase()));
        }
        String id = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, failure, () -> "Unforeseen failure " + id);
        return answer(new Problem(500, "internal", "the shop failed; its log tells why under " + id));
    }

    private Response answer(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type("application/problem+json")
                .entity(json.write(problem.body()));
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == 429 || problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, 1);
        }
        return response.build();
    }
}
