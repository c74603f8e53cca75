package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void a_text_that_a_spreadsheet_would_run_is_shown_as_text(String text) {
        assertThat(Csv.text(text)).isEqualTo("'" + text);
    }

    @Test
    void other_texts_and_amounts_stay_as_they_are() {
        assertThat(Csv.text("Order 1001: 8 % of EUR 12.00")).isEqualTo("Order 1001: 8 % of EUR 12.00");
        assertThat(Csv.text("")).isEmpty();
    }

    @Test
    void cells_are_quoted_where_they_must_be() {
        List<Object[]> rows = List.<Object[]>of(new Object[] {"a,b", "say \"x\"", "-1.50"});
        assertThat(Csv.document(List.of("one", "two", "three"), rows))
                .isEqualTo("one,two,three\r\n\"a,b\",\"say \"\"x\"\"\",-1.50\r\n");
    }
}
