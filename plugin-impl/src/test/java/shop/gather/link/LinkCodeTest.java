package shop.gather.link;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.Codes;

class LinkCodeTest {

    private static final String CODE = "k7p2m9xw4h";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                ".",
                ",",
                ")",
                "]",
                "\"",
                "'",
                " ",
                "!",
                "…",
                "\u200b",
                "\ufeff",
                "\u2060",
                "\u00ad",
                "\u00a0",
                "。",
                "，",
                "）",
                "」",
                "！",
                "．",
                "％20",
                "%20",
                "%2C",
                "%E3%80%82",
                "/)",
                ". ",
                "点击购买",
                " Look at this!",
                "…\u200b"
            })
    void aCodeSurvivesWhatChatAppsAppendToIt(String appended) {
        assertThat(LinkCode.in(CODE + appended)).isEqualTo(CODE);
        assertThat(Codes.isCode(CODE, LinkCode.LENGTH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k7p2m\u200b9xw4h",
                "K7P2M9XW4H",
                "\u200ek7p2m9xw4h",
                "（k7p2m9xw4h）",
                "ｋ７ｐ２ｍ９ｘｗ４ｈ",
                " k7p2m9xw4h",
                "/k7p2m9xw4h"
            })
    void aCodeSurvivesInvisibleCharactersBracketsAndCapitals(String path) {
        assertThat(LinkCode.in(path)).isEqualTo(CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "k7p2m9xw4",
                "k7p2m9xw4hh",
                "k7p2m-9xw4h",
                "k7p2m9xw4i",
                "../../etc/passwd",
                "k7p2m9xw40"
            })
    void whatHoldsNoCodeIsNotLookedUp(String path) {
        assertThat(LinkCode.in(path)).isNull();
    }

    @Test
    void aLongAddressCostsLittle() {
        assertThat(LinkCode.in(CODE + ".".repeat(1_000_000))).isEqualTo(CODE);
        assertThat(LinkCode.in(".".repeat(1_000_000) + CODE)).isNull();
    }

    @Property
    void anythingIsEitherACodeOrNone(@ForAll String path) {
        String code = LinkCode.in(path);

        assertThat(code == null || Codes.isCode(code, LinkCode.LENGTH)).isTrue();
    }
}
