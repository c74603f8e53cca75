package shop.gather.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language that a browser asks for. */
class LanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    zh                          | ZH
                    zh-Hans-CN, en;q=0.5        | ZH
                    ZH-tw                       | ZH
                    en-GB, zh;q=0.9             | EN
                    de-DE, zh;q=0.8, en;q=0.4   | ZH
                    zh;q=0, en                  | EN
                    de                          | EN
                    *                           | EN
                    zh;q=two                    | EN
                    ;;,                         | EN
                    -                           | EN
                    ''                          | EN
                                                | EN
                    """)
    void theBestSuitedIsTaken(String header, Language expected) {
        assertThat(Language.accepted(header)).isEqualTo(expected);
    }
}
