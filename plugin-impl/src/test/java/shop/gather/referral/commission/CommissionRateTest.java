package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.validation.Refusals;

class CommissionRateTest {

    @ParameterizedTest
    @CsvSource({"8,800,8", "2.5,250,2.5", "2.50,250,2.5", "0,0,0", "0.01,1,0.01", "90,9000,90", "12.34,1234,12.34"})
    void percentagesAreKeptExactly(String sent, int basisPoints, String shown) {
        assertThat(CommissionRate.basisPoints(sent)).isEqualTo(basisPoints);
        assertThat(CommissionRate.percent(basisPoints)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "8.123", "100", "8,5", "8%", "1e1", ".5", "5.", "٨", "NaN"})
    void anythingElseIsRefused(String sent) {
        assertThat(Refusals.of(planOf("8", sent)))
                .containsExactly(
                        "level2Percent must be a percentage from 0 to 90 with up to two decimals, such as \"8\" or"
                                + " \"2.5\".");
        assertThat(Refusals.of(planOf(sent, null)))
                .allMatch(refusal -> refusal.startsWith("level1Percent must be a percentage from 0 to 90"))
                .hasSize(1);
    }

    @Test
    void onlyTheSecondLevelMayBeLeftOut() {
        assertThat(Refusals.of(planOf("8", null))).isEmpty();
        assertThat(Refusals.of(planOf(null, null))).containsExactly("level1Percent is missing.");
    }

    private static CommissionPlanResource.PlanRequest planOf(String level1, String level2) {
        return new CommissionPlanResource.PlanRequest("Launch", level1, level2, null, null, null, null, null);
    }

    @Test
    void aSingleLevelAboveNinetyIsCaughtWithTheSum() {
        assertThat(CommissionRate.basisPoints("99.99")).isGreaterThan(CommissionRate.MOST_BASIS_POINTS);
    }
}
