package shop.gather.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CodesTest {

    @Test
    void codesHaveNoLookAlikesAndDoNotRepeat() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            codes.add(Codes.random(10));
        }

        assertThat(codes).hasSize(10_000).allMatch(code -> code.matches("[2-9a-hj-kmnp-z]{10}"));
    }

    @Property
    void theSameBitsGiveTheSameCode(@ForAll @Size(32) byte[] bits, @ForAll @IntRange(min = 1, max = 32) int length) {
        String code = Codes.of(bits, length);

        assertThat(code).isEqualTo(Codes.of(bits.clone(), length));
        assertThat(Codes.isCode(code, length)).isTrue();
        assertThat(Codes.isCode(code, length + 1)).isFalse();
    }

    @Test
    void whatCannotBeACodeIsNotLookedUp() {
        assertThat(Codes.isCode("", 10)).isFalse();
        assertThat(Codes.isCode("k7p2m9xw4", 10)).isFalse();
        assertThat(Codes.isCode("k7p2m9xw4l", 10)).isFalse();
        assertThat(Codes.isCode("k7p2m9xw4/", 10)).isFalse();
        assertThat(Codes.isCode("K7P2M9XW4H", 10)).isFalse();
        assertThat(Codes.isCode("k7p2m9xw4h", 10)).isTrue();
    }

    @Test
    void aTypedCodeIsReadKindly() {
        assertThat(Codes.typed(" K7p2M9xw4h\n")).isEqualTo("k7p2m9xw4h");
    }
}
