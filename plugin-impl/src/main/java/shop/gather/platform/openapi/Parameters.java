package shop.gather.platform.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import shop.gather.platform.idempotency.Idempotency;

/** Describes the parameters that have the same meaning in all operations. */
final class Parameters {

    private Parameters() {}

    static void describe(Operation operation) {
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        for (Parameter parameter : parameters) {
            if (parameter.getDescription() == null) {
                describe(parameter);
            }
        }
    }

    private static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case Idempotency.HEADER ->
                parameter
                        .required(true)
                        .description(
                                "Unique per request, 1 to 100 characters; send the same key when you repeat the request.")
                        .example("5f2b7c1e-order-42");
            case "If-Match" ->
                parameter
                        .required(true)
                        .description("The ETag from your last read.")
                        .example("\"3\"");
            case "If-None-Match" ->
                parameter
                        .description(
                                "The ETag of an earlier answer: if nothing has changed, the answer is 304 without a body.")
                        .example("W/\"n4bQgYhMfWWaL-qgxVrQFg\"");
            case "cursor" -> parameter.description("The field next of the previous page; omit it for the first page.");
            case "limit" -> {
                parameter.description("The maximum number of items, 1 to 200; 50 by default.");
                parameter.getSchema().minimum(java.math.BigDecimal.ONE).maximum(java.math.BigDecimal.valueOf(200));
            }
            default -> {
                // what is special is described where it is
            }
        }
    }
}
