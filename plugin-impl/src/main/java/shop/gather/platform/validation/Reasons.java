package shop.gather.platform.validation;

import jakarta.validation.ConstraintValidatorContext;

/** Violations of constraints that can be broken in several ways. */
final class Reasons {

    private Reasons() {}

    /**
     * Refuses the value.
     *
     * @param reason a message's name in braces, or its text; never anything that was sent
     * @return false, the answer of the validator
     */
    static boolean refuse(ConstraintValidatorContext context, String reason) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(reason).addConstraintViolation();
        return false;
    }
}
