package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.RefundLine;

/** Splitting an amount. */
class SharesTest {

    @Test
    void sharesLoseNothing() {
        assertThat(Shares.of(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
        assertThat(Shares.of(3771, new long[] {2598, 1995}).length).isEqualTo(2);
        assertThat(Arrays.stream(Shares.of(3771, new long[] {2598, 1995})).sum())
                .isEqualTo(3771);
        assertThat(Shares.of(5, new long[] {0, 0})).containsExactly(0, 0);
    }

    @Test
    void decimalWeightsCount() {
        assertThat(Shares.of(10, List.of(new BigDecimal("0.1"), new BigDecimal("0.3"))))
                .containsExactly(3, 7);
    }

    @Test
    void aRefundIsForCancelledLinesAsFarAsItReaches() {
        List<Line> lines = List.of(line("1", 1), line("2", 0), line("3", 1), line("4", 1));

        assertThat(Shares.ofCancelled(lines, Money.parse("EUR 15")))
                .containsExactly(RefundLine.of("1", Money.parse("EUR 10")), RefundLine.of("3", Money.parse("EUR 5")));
    }

    private static Line line(String lineId, int cancelled) {
        return Line.article(lineId, "v" + lineId, 1, cancelled, Money.parse("EUR 8"), Money.parse("EUR 2"));
    }
}
