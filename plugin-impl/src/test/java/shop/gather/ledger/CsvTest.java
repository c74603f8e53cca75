package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1+1",
                "\u00A0\u3000@SUM(A1)",
                "\u200B=1",
                "\uFEFF=1",
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                " \uFF20SUM(A1)"
            })
    void aTextThatASpreadsheetWouldRunIsShownAsText(String text) {
        assertThat(Csv.text(text)).isEqualTo("'" + text);
    }

    @Test
    void otherTextsAndAmountsStayAsTheyAre() {
        assertThat(Csv.text("Order 1001: 8 % of EUR 12.00")).isEqualTo("Order 1001: 8 % of EUR 12.00");
        assertThat(Csv.text("")).isEmpty();
    }

    @Test
    void cellsAreQuotedWhereTheyMustBeAndOnlyAmountsKeepTheirSign() {
        List<Object[]> rows =
                List.<Object[]>of(new Object[] {"a,b", "say \"x\"", new BigDecimal("-1.50"), "-1.50", null});
        assertThat(Csv.document(false, List.of("one", "two", "three", "four", "five"), rows))
                .isEqualTo("one,two,three,four,five\r\n\"a,b\",\"say \"\"x\"\"\",-1.50,'-1.50,\r\n");
    }

    @Test
    void aDocumentStartsWithAByteOrderMarkWhereItIsAskedFor() {
        assertThat(Csv.document(true, List.of("größe"), List.of())).isEqualTo("\uFEFFgröße\r\n");
    }
}
