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
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** A text that is an ISO 8601 duration within bounds, both included. Null is accepted. */
@Documented
@Constraint(validatedBy = DurationBetween.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface DurationBetween {

    String min();

    String max();

    String message() default "{gather.duration}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Parses and compares. */
    class Validator implements ConstraintValidator<DurationBetween, String> {

        private Duration min = Duration.ZERO;
        private Duration max = Duration.ZERO;

        @Override
        public void initialize(DurationBetween bounds) {
            min = Duration.parse(bounds.min());
            max = Duration.parse(bounds.max());
        }

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            try {
                Duration duration = Duration.parse(value);
                return duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
            } catch (DateTimeParseException notOne) {
                return false;
            }
        }
    }
}
