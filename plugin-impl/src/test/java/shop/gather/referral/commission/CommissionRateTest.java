package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.http.ProblemException;

class CommissionRateTest {

    @ParameterizedTest
    @CsvSource({"8,800,8", "2.5,250,2.5", "2.50,250,2.5", "0,0,0", "0.01,1,0.01", "90,9000,90", "12.34,1234,12.34"})
    void percentages_are_kept_exactly(String sent, int basisPoints, String shown) {
        assertThat(CommissionRate.basisPoints(sent, "level1Percent")).isEqualTo(basisPoints);
        assertThat(CommissionRate.percent(basisPoints)).isEqualTo(shown);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "8.123", "100", "8,5", "8%", "1e1", ".5", "5.", "٨", "NaN"})
    void anything_else_is_refused(String sent) {
        assertThatThrownBy(() -> CommissionRate.basisPoints(sent, "level1Percent"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("level1Percent");
    }

    @Test
    void a_single_level_above_ninety_is_caught_with_the_sum() {
        assertThat(CommissionRate.basisPoints("99.99", "level1Percent"))
                .isGreaterThan(CommissionRate.MOST_BASIS_POINTS);
    }
}
