package shop.gather.platform.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Names of schemas. Types nested in different classes may share a simple name ({@code View}), so a type may say its
 * name itself; else that of the outer class comes first unless it is in the name already. A name depends on its type
 * alone, so that clients generated from the description stay the same when others come.
 */
final class SchemaNames {

    private final Map<String, Class<?>> taken = new HashMap<>();

    String of(Class<?> type) {
        String name = plain(type);
        Class<?> other = taken.putIfAbsent(name, type);
        if (other == null || other == type) {
            return name;
        }
        String packageName = type.getPackageName();
        String qualified = capitalized(packageName.substring(packageName.lastIndexOf('.') + 1)) + name;
        taken.put(qualified, type);
        return qualified;
    }

    static String plain(Class<?> type) {
        Schema said = type.getAnnotation(Schema.class);
        if (said != null && !said.name().isEmpty()) {
            return said.name();
        }
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return type.getSimpleName();
        }
        String resource = outer.getSimpleName().replaceAll("(Resource|Service)$", "");
        String subject = resource.replaceAll("(Storefront|Provider)$", "");
        String singular = subject.replaceAll("ies$", "y").replaceAll("s$", "");
        String name = type.getSimpleName();
        if (name.contains(singular)) {
            return name;
        }
        String prefix = resource.endsWith("Storefront") ? singular + "Storefront" : singular;
        for (String end : List.of(subject, singular)) {
            Optional<String> joined = joined(end, name);
            if (joined.isPresent()) {
                return joined.get();
            }
        }
        return prefix + name;
    }

    /**
     * Both words once where the first ends as the second begins: {@code EventEndpoint} and {@code EndpointView} make
     * {@code EventEndpointView}.
     */
    private static Optional<String> joined(String first, String second) {
        for (int from = 1; from < first.length(); from++) {
            if (Character.isUpperCase(first.charAt(from)) && second.startsWith(first.substring(from))) {
                return Optional.of(first.substring(0, from) + second);
            }
        }
        return Optional.empty();
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
