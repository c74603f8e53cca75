package shop.gather.platform.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import shop.gather.platform.idempotency.Idempotency;

/** Describes the parameters that mean the same everywhere. */
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
                        .description("Unique per request, 1 to 100 characters; the same one when it is repeated.")
                        .example("5f2b7c1e-order-42");
            case "If-Match" ->
                parameter.required(true).description("The ETag that was read.").example("\"3\"");
            case "cursor" -> parameter.description("The field next of the page before; left out for the first page.");
            case "limit" -> {
                parameter.description("How many items at most: 1 to 200, 50 if left out.");
                parameter.getSchema().minimum(java.math.BigDecimal.ONE).maximum(java.math.BigDecimal.valueOf(200));
            }
            default -> {
                // what is special is described where it is
            }
        }
    }
}
