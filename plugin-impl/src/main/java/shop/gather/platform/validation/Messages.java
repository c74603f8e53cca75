package shop.gather.platform.validation;

import jakarta.validation.MessageInterpolator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of violations. A name in braces stands for its text in {@code ValidationMessages.properties}, and
 * {@code {max}} in such a text, or in the message of an annotation, for that attribute of the constraint. A text that a
 * validator makes is taken as it is. There is no expression language, and what was filled in is not read again, so
 * nothing that a client sends is ever interpreted. Thread-safe.
 */
final class Messages implements MessageInterpolator {

    private static final Pattern ATTRIBUTE = Pattern.compile("\\{([a-z]+)}");

    private final ResourceBundle texts = ResourceBundle.getBundle("ValidationMessages", Locale.ROOT);

    @Override
    public String interpolate(String template, Context context) {
        String name =
                template.startsWith("{") && template.endsWith("}") ? template.substring(1, template.length() - 1) : "";
        if (texts.containsKey(name)) {
            return filledIn(texts.getString(name), context);
        }
        boolean written = template.equals(context.getConstraintDescriptor().getMessageTemplate());
        return written ? filledIn(template, context) : template;
    }

    private static String filledIn(String text, Context context) {
        Map<String, Object> attributes = context.getConstraintDescriptor().getAttributes();
        return ATTRIBUTE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        attributes.containsKey(found.group(1))
                                ? shown(attributes.get(found.group(1)))
                                : found.group()));
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolate(template, context);
    }

    private static String shown(Object attribute) {
        return attribute instanceof Class<?> type && type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(", "))
                : String.valueOf(attribute);
    }
}
