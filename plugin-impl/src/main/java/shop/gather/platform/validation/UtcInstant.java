package shop.gather.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A text that is an instant in UTC between the years 2000 and 2200. Null is accepted. */
@Documented
@Constraint(validatedBy = UtcInstant.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UtcInstant {

    String message() default "{gather.instant}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Parses and compares. */
    class Validator implements ConstraintValidator<UtcInstant, String> {

        private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            try {
                Instant instant = Instant.parse(value);
                return instant.isAfter(FIRST) && instant.isBefore(END);
            } catch (DateTimeParseException notOne) {
                return false;
            }
        }
    }
}
