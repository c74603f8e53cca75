package shop.gather.platform.openapi;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Problem;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.openapi.ResourceMethods.ResourceMethod;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OptionalBody;

/**
 * Completes the description that the platform reads from the resources: authorization, answers and failures. Named in
 * microprofile-config.properties.
 */
public class DescriptionFilter implements OASFilter {

    private static final Logger LOG = Logger.getLogger(DescriptionFilter.class.getName());

    @Override
    public void filterOpenAPI(OpenAPI description) {
        Schemas schemas = new Schemas();
        schemas.of(Problem.class);
        schemas.of(Amount.class);
        for (ResourceMethod resource : ResourceMethods.all()) {
            operation(description, resource)
                    .ifPresentOrElse(
                            operation -> complete(operation, resource.method(), schemas),
                            () -> LOG.warning(() -> "not described: " + resource.verb() + " " + resource.path()));
        }
        schemas.components().get("Problem").getProperties().get("code").setDescription(codes());
        description.getComponents().setSchemas(schemas.components());
        description.setTags(distinct(description.getTags()));
        // Relative: a node behind a proxy does not know its public name and must not disclose its own.
        description.setServers(List.of(OASFactory.createServer().url("/").description("This deployment")));
        dropForeignField(description);
    }

    private static String codes() {
        return "Stable: rely on it, not on the texts. More may come. One of "
                + Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.joining(", ")) + ".";
    }

    private static Optional<Operation> operation(OpenAPI description, ResourceMethod resource) {
        return description.getPaths().getPathItems().entrySet().stream()
                .filter(entry -> ResourceMethods.normal(entry.getKey()).equals(resource.path()))
                .map(entry -> entry.getValue().getOperations().get(PathItem.HttpMethod.valueOf(resource.verb())))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private static void complete(Operation operation, Method method, Schemas schemas) {
        operation.setOperationId(operationId(method));
        requestBody(operation, method, schemas);
        success(operation, method, schemas);
        CommonAnswers.add(operation, method);
        Parameters.describe(operation);
        Allow allow = method.getAnnotation(Allow.class);
        if (allow != null) {
            String scheme = allow.value().name().toLowerCase(Locale.ROOT);
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(scheme)));
            if (allow.value() == Role.OWNER) {
                String said = operation.getDescription() == null ? "" : operation.getDescription() + " ";
                operation.setDescription(said + "Needs a key with the scope " + scopes(allow) + ".");
            }
        }
    }

    private static String scopes(Allow allow) {
        StringBuilder scopes = new StringBuilder(allow.scope().name());
        for (Scope scope : allow.also()) {
            scopes.append(" and ").append(scope);
        }
        return scopes.toString();
    }

    /** Unique and stable, as generators of clients need it: {@code campaignPublish}. */
    private static String operationId(Method method) {
        String subject = method.getDeclaringClass().getSimpleName().replaceAll("Resource$", "");
        return Character.toLowerCase(subject.charAt(0))
                + subject.substring(1)
                + Character.toUpperCase(method.getName().charAt(0))
                + method.getName().substring(1)
                + (isOverloaded(method) ? lastWord(method) : "");
    }

    private static boolean isOverloaded(Method method) {
        return Arrays.stream(method.getDeclaringClass().getMethods())
                        .filter(other -> other.getName().equals(method.getName()) && !other.isSynthetic())
                        .count()
                > 1;
    }

    /**
     * What tells an overloaded method apart: the last plain part of its own path, {@code Teams} of {@code /{id}/teams}.
     */
    private static String lastWord(Method method) {
        Path own = method.getAnnotation(Path.class);
        return own == null
                ? ""
                : Arrays.stream(own.value().split("/"))
                        .filter(part -> part.matches("[a-z]+"))
                        .reduce("", (before, part) -> Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }

    private static void requestBody(Operation operation, Method method, Schemas schemas) {
        Optional<Parameter> entity = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getAnnotations().length == 0)
                .findFirst();
        if (operation.getRequestBody() == null || entity.isEmpty()) {
            return;
        }
        operation.getRequestBody().setRequired(!entity.get().getType().isAnnotationPresent(OptionalBody.class));
        if (entity.get().getType().isRecord()) {
            String[] types = types(method, Consumes.class, Consumes::value);
            operation
                    .getRequestBody()
                    .setContent(content(types, schemas.of(entity.get().getParameterizedType())));
        }
    }

    private static void success(Operation operation, Method method, Schemas schemas) {
        String[] types = types(method, Produces.class, Produces::value);
        for (APIResponse said : method.getAnnotationsByType(APIResponse.class)) {
            var response = operation.getResponses().getAPIResponse(said.responseCode());
            if (response == null || !said.responseCode().startsWith("2")) {
                continue;
            }
            if (said.content().length > 0) {
                response.setContent(declared(said.content(), method, response.getContent(), schemas));
            } else if (!said.responseCode().equals("204") && isDescribable(method.getReturnType())) {
                response.setContent(content(types, schemas.of(method.getGenericReturnType())));
            }
        }
    }

    /**
     * Content that a resource declares: with our schema where it names a type, plain where it says so, else as the
     * platform read it, else what the method returns.
     */
    private static Content declared(
            org.eclipse.microprofile.openapi.annotations.media.Content[] said,
            Method method,
            Content read,
            Schemas schemas) {
        String[] types = types(method, Produces.class, Produces::value);
        Content content = OASFactory.createContent();
        for (var one : said) {
            for (String type : one.mediaType().isEmpty() ? types : new String[] {one.mediaType()}) {
                Class<?> implementation = one.schema().implementation();
                if (implementation != Void.class) {
                    content.addMediaType(type, OASFactory.createMediaType().schema(schemas.of(implementation)));
                } else if (one.schema().type() != SchemaType.DEFAULT) {
                    // As it says, and no more: the platform adds the fields of a type that is another's.
                    Schema plain = OASFactory.createSchema()
                            .type(Schema.SchemaType.valueOf(one.schema().type().name()));
                    content.addMediaType(type, OASFactory.createMediaType().schema(plain));
                } else if (read != null
                        && read.hasMediaType(type)
                        && read.getMediaType(type).getSchema() != null) {
                    content.addMediaType(type, read.getMediaType(type));
                } else if (isDescribable(method.getReturnType())) {
                    Schema returned = schemas.of(method.getGenericReturnType());
                    content.addMediaType(type, OASFactory.createMediaType().schema(returned));
                }
            }
        }
        return content;
    }

    private static boolean isDescribable(Class<?> type) {
        return type != void.class && type != Response.class;
    }

    private static Content content(String[] types, Schema schema) {
        Content content = OASFactory.createContent();
        for (String type : types) {
            content.addMediaType(type, OASFactory.createMediaType().schema(schema));
        }
        return content;
    }

    private static <A extends Annotation> String[] types(Method method, Class<A> kind, Function<A, String[]> value) {
        A own = method.getAnnotation(kind);
        A inherited = own == null ? method.getDeclaringClass().getAnnotation(kind) : own;
        return inherited == null ? new String[] {MediaType.APPLICATION_JSON} : value.apply(inherited);
    }

    private static List<Tag> distinct(List<Tag> tags) {
        Map<String, Tag> byName = tags == null
                ? Map.of()
                : tags.stream()
                        .collect(Collectors.toMap(Tag::getName, Function.identity(), (one, same) -> one, TreeMap::new));
        return new ArrayList<>(byName.values());
    }

    /** Payara adds a field of its own that no OpenAPI document may have. */
    private static void dropForeignField(OpenAPI description) {
        try {
            description.getClass().getMethod("setEndpoints", Map.class).invoke(description, new TreeMap<>());
        } catch (ReflectiveOperationException otherPlatform) {
            LOG.fine("this platform adds no field of its own");
        }
    }
}
