package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    record Required(@Text(max = 5) String name) {}

    record Optional(@Text(max = 5, blank = true) String name) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"a", "abcde", "  abcde\t\n", "a\tb\nc", "Größe", "茶"})
    void accepts(String name) {
        assertThat(Refusals.of(new Required(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void aBlankTextIsMissingUnlessItMayBeLeftOut(String name) {
        assertThat(Refusals.of(new Required(name))).containsExactly("name is missing.");
        assertThat(Refusals.of(new Optional(name))).isEmpty();
    }

    @Test
    void aLongTextIsRefusedWithTheLimit() {
        assertThat(Refusals.of(new Required("abcdef"))).containsExactly("name must not be longer than 5 characters.");
        assertThat(Refusals.of(new Optional("abcdef"))).containsExactly("name must not be longer than 5 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\u001b[2J", "a\rb", "a\u0085b"})
    void controlCharactersAreRefused(String name) {
        assertThat(Refusals.of(new Required(name))).containsExactly("name must not hold control characters.");
    }
}
