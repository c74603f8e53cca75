package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneOfTest {

    enum Size {
        SMALL,
        LARGE
    }

    record Cup(@OneOf(Size.class) String size) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"SMALL", "LARGE"})
    void accepts(String size) {
        assertThat(Refusals.of(new Cup(size))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "small", " SMALL", "SMALL, LARGE", "0"})
    void anotherNameIsRefusedWithThoseThatThereAre(String size) {
        assertThat(Refusals.of(new Cup(size))).containsExactly("size must be one of SMALL, LARGE.");
    }
}
