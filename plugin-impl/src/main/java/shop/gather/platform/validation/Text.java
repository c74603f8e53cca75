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
import shop.gather.platform.http.Check;

/**
 * A text of 1 to {@link #max} characters without control characters; blanks around it do not count, so its reader strips
 * them. Null is accepted.
 */
@Documented
@Constraint(validatedBy = Text.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    int max();

    /** Whether a blank text is accepted and counts as omitted. */
    boolean blank() default false;

    String message() default "{gather.text.missing}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says which of the three is wrong. */
    class Validator implements ConstraintValidator<Text, String> {

        private int max;
        private boolean blank;

        @Override
        public void initialize(Text text) {
            max = text.max();
            blank = text.blank();
        }

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            if (value == null || (blank && value.isBlank())) {
                return true;
            }
            if (value.isBlank()) {
                return false;
            }
            String text = value.strip();
            if (text.length() > max) {
                return Reasons.refuse(context, "{gather.text.long}");
            }
            return Check.isPrintable(text) || Reasons.refuse(context, "{gather.text.control}");
        }
    }
}
