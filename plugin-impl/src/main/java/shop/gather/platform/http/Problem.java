package shop.gather.platform.http;

import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of every failed answer (RFC 9457).
 *
 * @param type a stable name of the kind of problem
 * @param code the stable code, the last part of {@code type}
 * @param detail what was wrong in this request, and what to do
 * @param correlation quote it to support; the same id is in our logs
 */
@Schema(description = "A problem (RFC 9457)")
public record Problem(String type, String title, int status, String code, String detail, String correlation) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(
                "urn:gather:problem:" + code.code(),
                code.title(),
                code.status(),
                code.code(),
                detail,
                Correlation.id());
    }

    /** The answer that carries this problem. */
    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
