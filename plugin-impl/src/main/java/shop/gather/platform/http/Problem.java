package shop.gather.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.logging.Correlation;

/**
 * The body of every failed answer (RFC 9457).
 *
 * @param type a stable name of the kind of problem
 * @param code the stable code, the last part of {@code type}
 * @param detail what is wrong with this request, and what to do
 * @param correlation quote it to support; the same id is in our logs
 * @param errors the invalid fields of the body; null for other problems
 */
@Schema(description = "A problem (RFC 9457)")
public record Problem(
        @Schema(required = true, example = "urn:gather:problem:not-found")
        String type,

        @Schema(required = true, example = "Not found") String title,
        @Schema(required = true, example = "404") int status,

        @Schema(required = true, example = "not-found") String code,

        @Schema(required = true, example = "There is no such store.")
        String detail,

        @Schema(
                required = true,
                description = "Quote it to support; the same id is in the logs",
                example = "0193a1f2-7c3e-7a51-9a55-0d9e6f2b8c11")
        String correlation,

        @Schema(description = "The invalid fields of the body; omitted for other problems")
        List<InvalidField> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** When a client may repeat a request that failed because the database was unreachable. */
    public static final int DATABASE_AWAY_SECONDS = 5;

    /**
     * An invalid field.
     *
     * @param pointer where it is in the body, as a JSON pointer (RFC 6901) after a number sign
     * @param detail what is wrong with it
     */
    public record InvalidField(
            @Schema(required = true, example = "#/name") String pointer,

            @Schema(required = true, example = "name is missing.")
            String detail) {}

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, null);
    }

    /** The problem of a body with invalid fields. */
    public static Problem invalid(List<InvalidField> fields) {
        String detail = fields.stream().map(InvalidField::detail).collect(Collectors.joining(" "));
        return of(ProblemCode.INVALID_VALUE, detail, fields);
    }

    private static Problem of(ProblemCode code, String detail, List<InvalidField> errors) {
        return new Problem(
                "urn:gather:problem:" + code.code(),
                code.title(),
                code.status(),
                code.code(),
                detail,
                Correlation.id(),
                errors);
    }

    /** The problem of a request that came before we could answer it. */
    public static Problem starting() {
        return of(ProblemCode.STARTING, "Repeat the request in a second.");
    }

    /**
     * The problem of a request that needed the database while it was away; safe to repeat with the same
     * Idempotency-Key.
     */
    static Problem databaseAway() {
        return of(
                ProblemCode.DATABASE_AWAY,
                "Repeat the request in " + DATABASE_AWAY_SECONDS + " s, with the same Idempotency-Key if it had one.");
    }

    /**
     * The problem of an answer that has a status only, such as the container's own errors; one of ours for a status
     * that we do not use.
     */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> of(ProblemCode.MALFORMED_BODY, "The request cannot be read.");
            case 401 -> of(ProblemCode.UNAUTHENTICATED, "Send Authorization: Bearer with a valid key or token.");
            case 403 -> of(ProblemCode.FORBIDDEN, "This address cannot be called.");
            case 404 -> of(ProblemCode.NOT_FOUND, "There is nothing at this address.");
            case 405 ->
                of(ProblemCode.METHOD_NOT_ALLOWED, "See the API's description for the methods of this address.");
            case 406 -> of(ProblemCode.NOT_ACCEPTABLE, "Accept application/json.");
            case 408 -> of(ProblemCode.REQUEST_TIMEOUT, "Send it again.");
            case 413 -> of(ProblemCode.BODY_TOO_LARGE, "Send a smaller body.");
            case 415 -> of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
            default ->
                status >= 500
                        ? of(
                                ProblemCode.INTERNAL,
                                "Retry; if the error persists, quote the correlation id to your provider.")
                        : of(ProblemCode.MALFORMED_BODY, "The request cannot be read.");
        };
    }

    /**
     * Writes this problem as a servlet's answer and closes the connection, because the request was not read to its end.
     */
    public void writeAndClose(HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        write(response);
    }

    /** Writes this problem as a servlet's answer. */
    public void write(HttpServletResponse response) throws IOException {
        byte[] body = StrictJson.codec().toJson(this).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(Correlation.HEADER, correlation);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The answer that carries this problem. */
    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
