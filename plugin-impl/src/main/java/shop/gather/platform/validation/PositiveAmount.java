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
import java.util.Optional;
import shop.gather.platform.http.Amount;

/**
 * An amount above zero in a known currency, with no more decimals than the currency has, and below an upper limit. Null
 * is accepted.
 */
@Documented
@Constraint(validatedBy = PositiveAmount.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PositiveAmount {

    String message() default "{gather.amount}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Delegates to the amount's own check. */
    class Validator implements ConstraintValidator<PositiveAmount, Amount> {

        @Override
        public boolean isValid(Amount amount, ConstraintValidatorContext context) {
            Optional<Amount.Fault> fault = amount == null ? Optional.empty() : amount.fault();
            return fault.isEmpty() || Reasons.refuse(context, fault.get().text());
        }
    }
}
