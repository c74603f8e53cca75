package shop.gather.platform.openapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All methods that answer HTTP requests. Collected once when the application starts, because the platform makes the
 * filter of the description outside CDI. Thread-safe.
 */
@Singleton
class ResourceMethods {

    private static volatile List<ResourceMethod> all = List.of();

    /**
     * @param path with its templates, without their patterns and without a slash at the end
     * @param verb the HTTP method
     */
    record ResourceMethod(String path, String verb, Method method) {}

    static List<ResourceMethod> all() {
        return all;
    }

    void collect(@Observes @Initialized(ApplicationScoped.class) Object started, BeanManager beans) {
        all = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type ->
                        type.isAnnotationPresent(Path.class) && type.getName().startsWith("shop.gather."))
                .distinct()
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(ResourceMethods::of)
                .toList();
    }

    /** The methods of one resource. */
    static Stream<ResourceMethod> of(Class<?> resource) {
        List<ResourceMethod> found = new ArrayList<>();
        for (Method method : resource.getMethods()) {
            Arrays.stream(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                    .findFirst()
                    .ifPresent(type -> found.add(new ResourceMethod(
                            path(resource, method),
                            type.getAnnotation(HttpMethod.class).value(),
                            method)));
        }
        return found.stream();
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        return normal(resource.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value()));
    }

    /** One spelling of a path: one slash at the start and between, none at the end, templates without patterns. */
    static String normal(String path) {
        String single = ("/" + path)
                .replaceAll("\\{\\s*([A-Za-z0-9_.-]+)\\s*:[^/]*\\}", "{$1}")
                .replaceAll("/+", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
