package shop.gather.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.order.intake.PastSales.Sale;

/** Orders of October 2026 in a campaign that begins on 1 December at 18:00. */
class ReplayTest {

    private static final Instant NOW = at("2026-11-01T20:30:00Z");

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static CampaignTerms until(String end) {
        CampaignTerms terms = SomeTerms.with(new UpTo(3, null), SomeTerms.team("EUR 10.00", 2));
        return terms.at(new SchedulePolicy.Period(at("2026-12-01T18:00:00Z"), at(end)), terms.fulfilment());
    }

    private static Replay replay(int days, CampaignTerms terms) {
        return Replay.of(days, terms.schedule(), NOW);
    }

    @Test
    void thePeriodIsTheLastWholeDaysWithTheCampaignsTimeOfDay() {
        assertThat(replay(5, until("2026-12-31T18:00:00Z")))
                .isEqualTo(new Replay(at("2026-10-27T18:00:00Z"), at("2026-11-01T18:00:00Z")));
    }

    @Test
    void aShorterCampaignHasTheLatestDaysOnly() {
        assertThat(replay(30, until("2026-12-03T19:00:00Z")).from())
                .as("two days and an hour are three days")
                .isEqualTo(at("2026-10-29T18:00:00Z"));
    }

    @Test
    void anOrderKeepsItsTimeOfDay() {
        CampaignTerms terms = until("2026-12-03T18:00:00Z");
        assertThat(replay(2, terms)
                        .joins(
                                List.of(
                                        new Sale(at("2026-10-30T18:00:00Z"), 1),
                                        new Sale(at("2026-11-01T09:15:00Z"), 1)),
                                terms))
                .containsExactly(
                        new Join(at("2026-12-01T18:00:00Z"), 1, true), new Join(at("2026-12-03T09:15:00Z"), 1, true));
    }

    @Test
    void aLongerCampaignRepeatsThePeriodUntilItsEnd() {
        CampaignTerms terms = until("2026-12-04T08:00:00Z");
        assertThat(replay(1, terms)
                        .joins(
                                List.of(
                                        new Sale(at("2026-11-01T07:00:00Z"), 1),
                                        new Sale(at("2026-11-01T09:00:00Z"), 1)),
                                terms))
                .extracting(Join::at)
                .containsExactly(
                        at("2026-12-02T07:00:00Z"),
                        at("2026-12-02T09:00:00Z"),
                        at("2026-12-03T07:00:00Z"),
                        at("2026-12-03T09:00:00Z"),
                        at("2026-12-04T07:00:00Z"));
    }

    @Test
    void aBuyerTakesAtMostTheUnitsOfAPlace() {
        CampaignTerms terms = until("2026-12-02T18:00:00Z");
        assertThat(replay(1, terms)
                        .joins(
                                List.of(
                                        new Sale(at("2026-11-01T07:00:00Z"), 2),
                                        new Sale(at("2026-11-01T08:00:00Z"), 9)),
                                terms))
                .extracting(Join::units)
                .containsExactly(2, 3);
    }

    @Test
    void tooManyOrdersAreRefused() {
        CampaignTerms terms = until("2026-12-31T18:00:00Z");
        List<Sale> many = Collections.nCopies(4_000, new Sale(at("2026-11-01T07:00:00Z"), 1));
        assertThatThrownBy(() -> replay(1, terms).joins(many, terms)).hasMessageContaining("at most 100000 buyers");
    }
}
