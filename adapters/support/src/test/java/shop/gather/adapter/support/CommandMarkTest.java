package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A command's key and lines, carried in a text that the shop keeps. */
class CommandMarkTest {

    @Test
    void isFoundAgainInTheReason() {
        CommandMark mark = new CommandMark("store 7/refund:[12]=é", Map.of("7", 1299L, "a b", 1L));

        String reason = mark.after("The team failed", 255).orElseThrow();

        assertThat(reason).startsWith("The team failed [gather:");
        assertThat(CommandMark.in(reason)).contains(mark);
    }

    @Test
    void isNotSeenInWhatAPersonWrote() {
        assertThat(CommandMark.in("broken on arrival")).isEmpty();
        assertThat(CommandMark.in("see [gather:1] for details")).isEmpty();
    }

    @Test
    void keepsTheKeyWhereNotAllFits() {
        Map<String, Long> many = new LinkedHashMap<>();
        for (int line = 1; line <= 60; line++) {
            many.put("line" + line, 100L);
        }

        String reason = new CommandMark("k".repeat(100), many)
                .after("r".repeat(500), 255)
                .orElseThrow();

        assertThat(reason).hasSizeLessThanOrEqualTo(255);
        assertThat(CommandMark.in(reason)).contains(new CommandMark("k".repeat(100), Map.of()));
    }

    @Test
    void cutsNoCharacterInTwo() {
        for (String first : new String[] {"", "x"}) {
            String reason = new CommandMark("k", Map.of())
                    .after(first + "\ud83c\udf75".repeat(200), 255)
                    .orElseThrow();

            assertThat(reason).hasSizeBetween(254, 255);
            assertThat(reason.codePoints()).noneMatch(letter -> Character.getType(letter) == Character.SURROGATE);
        }
    }

    @Test
    void refusesAKeyThatDoesNotFit() {
        assertThat(new CommandMark("k".repeat(300), Map.of()).after("r", 255)).isEmpty();
    }

    @Test
    void needsNoReason() {
        assertThat(new CommandMark("k", Map.of()).after(" ", 255)).contains("[gather:k]");
    }

    @Test
    void comesBackAsItWasWritten() {
        Map<String, Long> lines = Map.of("ordli_1", 1299L, "a b]=團", 1L);
        for (String key : List.of("refund:1:pay_2", "k/rest", "with space [and] bracket", "團購")) {
            String note = new CommandMark(key, lines).after("The team [gather:x] failed ");
            assertThat(CommandMark.in(note)).contains(new CommandMark(key, lines));
        }
    }

    @Test
    void looksAsPeopleShallReadIt() {
        assertThat(new CommandMark("k", Map.of("ordli_1", 1299L)).after("Team failed"))
                .isEqualTo("Team failed [gather:k ordli_1=1299]");
        assertThat(CommandMark.of("k").after("Commission")).isEqualTo("Commission [gather:k]");
        assertThat(CommandMark.of("k").after(" ")).isEqualTo("[gather:k]");
    }

    @Test
    void notesOfPeopleHaveNone() {
        for (String note : List.of(
                "",
                "damaged",
                "[gather:]",
                "[gather:k] as agreed",
                "gather:k",
                "now 20% off [gather:100%]",
                "[gather:%zz]",
                "[gather:k a%=1]")) {
            assertThat(CommandMark.in(note)).as(note).isEmpty();
        }
    }

    @Test
    void readsWhatEarlierVersionsWrote() {
        assertThat(CommandMark.in("Team failed [gather:a+key%2F1 line+7=5]"))
                .contains(new CommandMark("a key/1", Map.of("line 7", 5L)));
    }
}
