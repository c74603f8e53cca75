package shop.gather.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.platform.http.ProblemException;

/** Templates: what they may hold, and how values are filled in. */
class TemplateTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{colour}",
                "{Campaign}",
                "{ campaign }",
                "{}",
                "{payUntil}",
                "{{campaign}}",
                "{campaign",
                "campaign}"
            })
    void whatItsKindCannotFillIsRefusedByName(String wrong) {
        Template template = new Template("Good news", "About " + wrong + ": done");
        assertThatThrownBy(() -> template.requireFor(MessageKind.TEAM_SUCCEEDED))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("text: ")
                .hasMessageContaining("team-succeeded")
                .hasMessageContaining("{campaign}, {members}, {price}");
    }

    @Test
    void theProblemNamesTheFieldAndThePlaceholder() {
        Template template = new Template("To {name}", "{campaign}");
        assertThatThrownBy(() -> template.requireFor(MessageKind.TEAM_FAILED))
                .hasMessageStartingWith("subject: {name} is not a placeholder of team-failed");
    }

    /** A value may be long: an inbox shows 200 messages at once. */
    @Test
    void aTemplateHoldsFewPlaceholders() {
        new Template("Sorry", "{campaign}".repeat(20)).requireFor(MessageKind.TEAM_FAILED);
        assertThatThrownBy(() -> new Template("Sorry", "{campaign}".repeat(21)).requireFor(MessageKind.TEAM_FAILED))
                .isInstanceOf(ProblemException.class)
                .hasMessage("text must hold at most 20 placeholders.");
    }

    @Test
    void aSubjectIsOneLine() {
        Template template = new Template("Good\nnews", "Done");
        assertThatThrownBy(() -> template.requireFor(MessageKind.TEAM_FAILED)).hasMessage("subject must be one line.");
    }

    @Test
    void aTemplateNeedsNoPlaceholder() {
        assertThatCode(() -> new Template("Good news", "Your team\nhas succeeded: 100 % $1 \\ done")
                        .requireFor(MessageKind.TEAM_SUCCEEDED))
                .doesNotThrowAnyException();
    }

    @Test
    void aValueIsNeverReadAsATemplateNorAsAReplacement() {
        Template filled = new Template("{campaign}", "{campaign} and {amount}")
                .filled(placeholder -> placeholder == Placeholder.CAMPAIGN ? "{amount} $1 \\ <b>" : "EUR 2");
        assertThat(filled.subject()).isEqualTo("{amount} $1 \\ <b>");
        assertThat(filled.text()).isEqualTo("{amount} $1 \\ <b> and EUR 2");
    }

    @Test
    void aValueStaysOnOneLineAndHidesNothing() {
        Template filled = new Template("{campaign}!", "a\nb").filled(any -> "Tea\r\nBcc: x\u2028y\u202Ez\u0000");
        assertThat(filled.subject()).isEqualTo("Tea Bcc: x y z!");
        assertThat(filled.text()).as("the template's own lines").isEqualTo("a\nb");
    }

    @Test
    void valuesAreShownInTheLanguageAndTheStoresZone() {
        Map<Placeholder, String> stored = Map.of(
                Placeholder.DEADLINE, "2026-07-01T22:30:00Z",
                Placeholder.PRICE, "EUR 1234.50",
                Placeholder.AMOUNT, "JPY 300",
                Placeholder.PAID, "2");
        assertThat(Values.shown(stored, Placeholder.DEADLINE, Language.EN, BERLIN))
                .isEqualTo("2 July 2026, 00:30 (Europe/Berlin)");
        assertThat(Values.shown(stored, Placeholder.DEADLINE, Language.ZH, BERLIN))
                .isEqualTo("2026年7月2日 00:30（Europe/Berlin）");
        assertThat(Values.shown(stored, Placeholder.PRICE, Language.EN, BERLIN)).isEqualTo("€1,234.50");
        assertThat(Values.shown(stored, Placeholder.PRICE, Language.ZH, BERLIN)).isEqualTo("€1,234.50");
        assertThat(Values.shown(stored, Placeholder.AMOUNT, Language.EN, BERLIN))
                .isEqualTo("¥300");
        assertThat(Values.shown(stored, Placeholder.AMOUNT, Language.ZH, BERLIN))
                .isEqualTo("JP¥300");
        assertThat(Values.shown(stored, Placeholder.PAID, Language.EN, BERLIN)).isEqualTo("2");
        assertThat(Values.shown(stored, Placeholder.SIZE, Language.EN, BERLIN)).isEmpty();
    }

    static Stream<Arguments> kindsInLanguages() {
        return Stream.of(MessageKind.values())
                .flatMap(kind -> Stream.of(Language.values()).map(language -> Arguments.of(kind, language)));
    }

    @ParameterizedTest
    @MethodSource("kindsInLanguages")
    void gathersOwnTextsAreInTheirLanguageAndNameTheCampaign(MessageKind kind, Language language) {
        Template template = GathersTemplates.of(kind, language);
        assertThat(template.subject()).hasSizeLessThan(100);
        if (kind.placeholders().contains(Placeholder.CAMPAIGN)) {
            assertThat(template.subject()).contains("{campaign}");
        }
        assertThat(template.text()).hasSizeGreaterThan(20);
        for (String part : new String[] {template.subject(), template.text()}) {
            boolean chinese = part.codePoints()
                    .anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
            assertThat(chinese).as(part).isEqualTo(language == Language.ZH);
        }
    }
}
