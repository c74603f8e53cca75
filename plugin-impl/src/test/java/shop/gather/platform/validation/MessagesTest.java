package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are looked up and filled in once, and nothing else happens to them. */
class MessagesTest {

    /** Does what no validator should: it puts what was sent into the message. */
    @Constraint(validatedBy = Echo.Validator.class)
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Echo {
        String secret() default "the attribute";

        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        class Validator implements ConstraintValidator<Echo, String> {
            @Override
            public boolean isValid(String value, ConstraintValidatorContext context) {
                return Reasons.refuse(context, "is " + value);
            }
        }
    }

    record Repeated(@Echo String name) {}

    record Patterned(
            @Pattern(regexp = "[a-z]{2}(\\$\\{1+1})?", message = "must match {regexp}")
            String name) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${1+1}",
                "#{1+1}",
                "${validatedValue}",
                "{gather.text.missing}",
                "{jakarta.validation.constraints.NotNull.message}",
                "{secret}",
                "{}",
                "$1",
                "{{max}}"
            })
    void whatWasSentIsNeverInterpreted(String sent) {
        assertThat(Refusals.of(new Repeated(sent))).containsExactly("name is " + sent);
    }

    @Test
    void whatIsFilledInIsNotReadAgain() {
        assertThat(Refusals.of(new Patterned("!"))).containsExactly("name must match [a-z]{2}(\\$\\{1+1})?");
    }

    @Test
    void aWrongValueIsNotInTheAnswer() {
        assertThat(Refusals.of(new Patterned("${1+1}")))
                .isEqualTo(Refusals.of(new Patterned("x")))
                .hasSize(1);
        assertThat(List.of(Refusals.of(new TextTest.Required("${1+1}{max}")).get(0)))
                .containsExactly("name must not be longer than 5 characters.");
    }
}
