package shop.gather.groupbuy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;

class TeamCursorTest {

    @Test
    void namesTheSameTeamWhenItComesBack() {
        for (TeamOrder order : TeamOrder.values()) {
            TeamCursor cursor =
                    new TeamCursor(order, Instant.parse("2026-12-24T12:00:00.123456Z"), new TeamId(Ids.next()));
            assertThat(TeamCursor.parse(cursor.text(), order)).isEqualTo(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2026-12-24T12:00:00Z",
                "newest 2026-12-24T12:00:00Z x",
                "newest x 0193e0b5-7c00-7000-8000-000000000000",
                "newest +999999999-12-31T23:59:59Z 0193e0b5-7c00-7000-8000-000000000000",
                "newest -4800-12-31T23:59:59Z 0193e0b5-7c00-7000-8000-000000000000",
                "endingSoon 2026-12-24T12:00:00Z 0193e0b5-7c00-7000-8000-000000000000",
                "0193e0b5-7c00-7000-8000-000000000000"
            })
    void anythingElseIsRefused(String text) {
        String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> TeamCursor.parse(encoded, TeamOrder.NEWEST))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("cursor is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "ä", "a b"})
    void soIsWhatIsNotEncoded(String cursor) {
        assertThatThrownBy(() -> TeamCursor.parse(cursor, TeamOrder.NEWEST)).isInstanceOf(ProblemException.class);
    }
}
