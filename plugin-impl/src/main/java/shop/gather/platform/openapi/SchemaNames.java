package shop.gather.platform.openapi;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of schemas. Types nested in different classes may share a simple name ({@code View}), so the name of the outer class comes first unless it is in the name already. A
 * name depends on its type alone, so that clients generated from the description stay the same when others come.
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
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return type.getSimpleName();
        }
        String subject = outer.getSimpleName().replaceAll("(Storefront|Provider)?(Resource|Service)$", "");
        String singular = subject.endsWith("s") ? subject.substring(0, subject.length() - 1) : subject;
        return type.getSimpleName().contains(singular) ? type.getSimpleName() : singular + type.getSimpleName();
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
