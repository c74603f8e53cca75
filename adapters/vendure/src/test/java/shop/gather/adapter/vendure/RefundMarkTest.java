package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A refund's key and lines, carried in its reason. */
class RefundMarkTest {

    @Test
    void isFoundAgainInTheReason() {
        RefundMark mark = new RefundMark("store 7/refund:[12]=é", Map.of("7", 1299L, "a b", 1L));

        String reason = mark.after("The team failed").orElseThrow();

        assertThat(reason).startsWith("The team failed [gather:");
        assertThat(RefundMark.in(reason)).contains(mark);
    }

    @Test
    void isNotSeenInWhatAPersonWrote() {
        assertThat(RefundMark.in("broken on arrival")).isEmpty();
        assertThat(RefundMark.in("see [gather:1] for details")).isEmpty();
    }

    @Test
    void keepsTheKeyWhereNotAllFits() {
        Map<String, Long> many = new LinkedHashMap<>();
        for (int line = 1; line <= 60; line++) {
            many.put("line" + line, 100L);
        }

        String reason =
                new RefundMark("k".repeat(100), many).after("r".repeat(500)).orElseThrow();

        assertThat(reason).hasSizeLessThanOrEqualTo(255);
        assertThat(RefundMark.in(reason)).contains(new RefundMark("k".repeat(100), Map.of()));
    }

    @Test
    void cutsNoCharacterInTwo() {
        for (String first : new String[] {"", "x"}) {
            String reason = new RefundMark("k", Map.of())
                    .after(first + "\ud83c\udf75".repeat(200))
                    .orElseThrow();

            assertThat(reason).hasSizeBetween(254, 255);
            assertThat(reason.codePoints()).noneMatch(letter -> Character.getType(letter) == Character.SURROGATE);
        }
    }

    @Test
    void refusesAKeyThatDoesNotFit() {
        assertThat(new RefundMark("k".repeat(300), Map.of()).after("r")).isEmpty();
    }

    @Test
    void needsNoReason() {
        assertThat(new RefundMark("k", Map.of()).after(" ")).contains("[gather:k]");
    }
}
