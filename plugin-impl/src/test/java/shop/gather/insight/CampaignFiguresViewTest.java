package shop.gather.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.figure.CampaignFigures.Day;
import shop.gather.groupbuy.figure.CampaignFigures.Figures;
import shop.gather.groupbuy.figure.CampaignFigures.PlaceCounts;
import shop.gather.groupbuy.figure.CampaignFigures.Sales;
import shop.gather.groupbuy.figure.CampaignFigures.TeamCounts;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.platform.Ids;

class CampaignFiguresViewTest {

    private static final Money ZERO = Money.parse("EUR 0.00");

    /** The shop's price has fallen below the group price since: the saving is negative. */
    private static final Sales SALES =
            new Sales(2, 3, Money.parse("EUR 30.00"), Money.parse("EUR -1.50"), Money.parse("EUR 4.00"), ZERO);

    private static CampaignFiguresView view(long succeeded, long failed) {
        Map<State, Long> states = new EnumMap<>(State.class);
        Arrays.stream(State.values()).forEach(state -> states.put(state, 0L));
        states.put(State.CONFIRMED, 2L);
        states.put(State.LEFT, 1L);
        states.put(State.FAILED, 3L);
        return CampaignFiguresView.of(
                new CampaignId(Ids.next()),
                ZoneId.of("Europe/Berlin"),
                new Figures(
                        new TeamCounts(succeeded + failed, 0, succeeded, failed, 60L, 90L),
                        new PlaceCounts(states, 6, 0, 1, 0, 2, 3),
                        SALES,
                        new TreeMap<>(Map.of(LocalDate.of(2026, 10, 25), new Day(3, 2, 1, 6, 6, SALES)))));
    }

    @Test
    void theFirstRowIsTheTotalAndAmountsAreNumbers() {
        assertThat(view(2, 1).csv(false).lines())
                .containsExactly(
                        "day,teams_opened,teams_succeeded,teams_failed,places_taken,places_paid,places_confirmed,units,turnover,saving,rebates,rebates_paid,currency",
                        "total,3,2,1,6,6,2,3,30.00,-1.50,4.00,0.00,EUR",
                        "2026-10-25,3,2,1,6,6,2,3,30.00,-1.50,4.00,0.00,EUR");
        assertThat(view(2, 1).csv(true)).startsWith("\uFEFFday,");
    }

    @Test
    void theSuccessRateIsRoundedDown() {
        assertThat(view(2, 1).teams().successRate()).isEqualTo(6_666);
        assertThat(view(0, 0).teams().successRate()).isNull();
        assertThat(view(2, 1).places().returning()).isEqualTo(4);
    }
}
