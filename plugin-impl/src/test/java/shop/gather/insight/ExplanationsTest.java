package shop.gather.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.groupbuy.place.TeamHistory.What;
import shop.gather.shop.command.Purpose;

/** Everything that can happen, and each reason in the sources, is explained. */
class ExplanationsTest {

    /** Constants that hold a reason, and the reasons of a team's steps. */
    private static final Pattern REASON = Pattern.compile(
            "static final String [A-Z_]+ = \"([a-z]+(-[a-z]+)+)\"|^        [A-Z_]+\\(\\s*State\\.[A-Z]+,\\s*\"[^\"]*\",\\s*\"([a-z-]+)\"",
            Pattern.MULTILINE);

    private static final List<String> FOLDERS = List.of("place", "pricing", "settlement", "team");

    @ParameterizedTest
    @EnumSource
    void aSentenceSaysWhatHasHappened(What what) {
        assertThat(Explanations.of(what)).endsWith(".").doesNotContain("_");
        assertThat(what.code()).matches("[a-z]+(-[a-z]+)+");
    }

    @Test
    void eachReasonIsExplained() throws IOException {
        Set<String> reasons = new TreeSet<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/shop/gather/groupbuy", folder))) {
                for (Path file : files.toList()) {
                    Matcher found = REASON.matcher(Files.readString(file));
                    while (found.find()) {
                        reasons.add(found.group(1) == null ? found.group(3) : found.group(1));
                    }
                }
            }
        }
        assertThat(reasons)
                .contains("team-not-filled", "left-by-the-buyer", "moved-to-the-next-team", "not-drawn", "team-empty")
                .allSatisfy(reason ->
                        assertThat(Explanations.knows(reason)).as(reason).isTrue());
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"CAPTURE", "CAPTURE_REST", "CANCEL_ORDER", "CANCEL_LINE", "REFUND", "REBATE"})
    void eachRefusalOfTheShopIsExplained(Purpose purpose) {
        assertThat(Explanations.knows(
                        purpose.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-refused"))
                .isTrue();
    }

    @Test
    void aReasonThatIsNotKnownIsShown() {
        assertThat(Explanations.why("moon-phase")).isEqualTo("Reason: moon-phase.");
        assertThat(Explanations.why(null)).isNull();
    }
}
