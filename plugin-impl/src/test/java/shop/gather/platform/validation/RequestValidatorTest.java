package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;
import shop.gather.platform.http.Amount;

class RequestValidatorTest {

    record Order(
            @NotNull @Text(max = 100) String article,
            @PositiveAmount Amount price,
            @DurationBetween(min = "PT1S", max = "P1D") String hold) {}

    record Without(String anything) {}

    @Test
    void aRightRequestIsGivenBack() {
        Order order = new Order("tea", new Amount("1.00", "EUR"), "PT1H");
        assertThat(RequestValidator.valid(order)).isSameAs(order);
        Without without = new Without(null);
        assertThat(RequestValidator.valid(without)).isSameAs(without);
    }

    @Test
    void aWrongRequestIsRefusedWithAllThatIsWrong() {
        assertThatThrownBy(() -> RequestValidator.valid(new Order(" ", new Amount("0", "EUR"), "forever")))
                .isInstanceOfSatisfying(
                        ConstraintViolationException.class,
                        refused -> assertThat(refused.getConstraintViolations()).hasSize(3));
    }
}
