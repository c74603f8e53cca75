package shop.gather.platform.openapi;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.models.media.Schema;
import shop.gather.platform.validation.DurationBetween;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.Text;
import shop.gather.platform.validation.UtcInstant;

/** Adds the constraints of request records to the description, so that no resource repeats them. */
final class Constraints {

    private Constraints() {}

    static boolean isRequired(AnnotatedElement part) {
        return part.isAnnotationPresent(NotNull.class);
    }

    static void describe(AnnotatedElement part, Schema schema) {
        Text text = part.getAnnotation(Text.class);
        if (text != null) {
            schema.setMaxLength(text.max());
            schema.setMinLength(text.blank() ? null : Integer.valueOf(1));
        }
        OneOf oneOf = part.getAnnotation(OneOf.class);
        if (oneOf != null) {
            schema.setEnumeration(names(oneOf));
        }
        DurationBetween duration = part.getAnnotation(DurationBetween.class);
        if (duration != null) {
            schema.format("duration").setDescription("ISO 8601, " + duration.min() + " to " + duration.max());
        }
        if (part.isAnnotationPresent(UtcInstant.class)) {
            schema.format("date-time").setExample("2026-11-22T18:00:00Z");
        }
        describeStandard(part, schema);
    }

    private static void describeStandard(AnnotatedElement part, Schema schema) {
        Min min = part.getAnnotation(Min.class);
        if (min != null) {
            schema.setMinimum(BigDecimal.valueOf(min.value()));
        }
        Max max = part.getAnnotation(Max.class);
        if (max != null) {
            schema.setMaximum(BigDecimal.valueOf(max.value()));
        }
        Pattern pattern = part.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.setPattern("^" + pattern.regexp() + "$");
        }
        Size size = part.getAnnotation(Size.class);
        if (size != null) {
            schema.setMaxItems(size.max());
        }
    }

    private static List<Object> names(OneOf oneOf) {
        return Arrays.stream(oneOf.value().getEnumConstants())
                .map(constant -> (Object) constant.name())
                .toList();
    }
}
