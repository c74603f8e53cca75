package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.OrderSnapshot.RefundLine;

class NoteMarkTest {

    private static final List<RefundLine> LINES = List.of(
            RefundLine.of("ordli_1", Money.ofMinor(CurrencyUnit.EUR, 1299)),
            RefundLine.of("a b]=團", Money.ofMinor(CurrencyUnit.EUR, 1)));

    @Test
    void comesBackAsItWasWritten() {
        for (String key : List.of("refund:1:pay_2", "k/rest", "with space [and] bracket", "團購")) {
            String note = NoteMark.of(key, LINES).after("The team [gather:x] failed ");
            NoteMark mark = NoteMark.in(note).orElseThrow();
            assertThat(mark.key()).isEqualTo(key);
            assertThat(mark.refundLines(CurrencyUnit.EUR)).isEqualTo(LINES);
        }
    }

    @Test
    void looksAsPeopleShallReadIt() {
        assertThat(NoteMark.of("k", LINES.subList(0, 1)).after("Team failed"))
                .isEqualTo("Team failed [gather:k ordli_1=1299]");
        assertThat(NoteMark.of("k").after("Commission")).isEqualTo("Commission [gather:k]");
        assertThat(NoteMark.of("k", List.of()).after(" ")).isEqualTo("[gather:k]");
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
            assertThat(NoteMark.in(note)).as(note).isEmpty();
        }
    }
}
