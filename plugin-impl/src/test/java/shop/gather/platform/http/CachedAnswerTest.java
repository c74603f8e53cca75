package shop.gather.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedAnswerTest {

    @ParameterizedTest
    @ValueSource(strings = {"W/\"a-1\"", "\"a-1\"", "*", "\"b\", W/\"a-1\"", "\"b\",\"a-1\""})
    void theSameContentIsKnown(String ifNoneMatch) {
        assertThat(CachedAnswer.matches(ifNoneMatch, "a-1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-1", "\"a-2\"", "W/a-1", "\"a-1", "w/\"a-1\""})
    void otherContentIsNot(String ifNoneMatch) {
        assertThat(CachedAnswer.matches(ifNoneMatch, "a-1")).isFalse();
    }

    @Test
    void whoSendsNothingGetsTheContent() {
        assertThat(CachedAnswer.matches(null, "a-1")).isFalse();
    }
}
