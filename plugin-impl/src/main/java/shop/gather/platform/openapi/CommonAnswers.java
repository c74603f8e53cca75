package shop.gather.platform.openapi;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import shop.gather.platform.http.Problem;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;

/**
 * Adds the failures that any operation can have, so that no resource has to repeat them. A resource's own descriptions
 * are kept.
 */
final class CommonAnswers {

    private CommonAnswers() {}

    static void add(Operation operation, Method method) {
        Map<String, String> failures = new LinkedHashMap<>();
        if (method.isAnnotationPresent(Allow.class)) {
            failures.put("401", "The credentials are missing, wrong or revoked");
            failures.put("403", "The credentials are of another kind or lack the scope, or the store is suspended");
        }
        if (operation.getRequestBody() != null) {
            failures.put("400", "The body cannot be read, or a value is invalid");
            failures.put("408", "The body arrived too slowly");
            failures.put("413", "The body is too large");
            failures.put("415", "The body is of another media type");
            failures.put(
                    "503", "The server has no capacity for the body now; the header Retry-After says when to retry");
        }
        if (takes(method, Idempotency.HEADER)) {
            failures.put("400", "The Idempotency-Key is missing, or a value is invalid");
            failures.put("409", "A request with this Idempotency-Key is in progress");
            failures.put("422", "The Idempotency-Key was used for another request");
        }
        if (namesSomething(method)) {
            failures.put("404", "The resource does not exist, or belongs to another store");
        }
        if (takes(method, "If-Match")) {
            failures.put("412", "The resource was changed since it was read");
            failures.put("428", "The If-Match header is missing");
        }
        failures.put("429", "Too many requests; the header Retry-After says when to retry");
        failures.put("500", "Internal error");
        failures.put("503", "The database cannot be reached; the header Retry-After says when to retry");
        failures.forEach((status, description) -> {
            if (operation.getResponses().getAPIResponse(status) == null) {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
            }
        });
        operation.getResponses().getAPIResponses().forEach(CommonAnswers::describeProblem);
    }

    private static void describeProblem(String status, APIResponse response) {
        if (status.matches("[45].*") && isEmpty(response.getContent())) {
            response.setContent(OASFactory.createContent()
                    .addMediaType(
                            Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(Schemas.reference("Problem"))));
        }
    }

    static boolean isEmpty(Content content) {
        return content == null || content.getMediaTypes().isEmpty();
    }

    private static boolean namesSomething(Method method) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(PathParam.class));
    }

    private static boolean takes(Method method, String header) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(parameter -> parameter != null && parameter.value().equals(header));
    }
}
