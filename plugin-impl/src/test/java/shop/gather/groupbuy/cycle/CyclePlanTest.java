package shop.gather.groupbuy.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.groupbuy.cycle.CyclePlan.Cycle;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;

/** When the cycles of a campaign open and end. */
class CyclePlanTest {

    private static CyclePlan weekly(LocalDateTime first, Duration opensBefore, ZoneId zone) {
        return new CyclePlan(new CutOffRule("FREQ=WEEKLY"), first.atZone(zone).toInstant(), opensBefore, zone);
    }

    /** Local times: the cut-off is on a Friday at 18:00, collection on Saturday from 9:00 until 12:00. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Zurich, 2027-03-19, 2027-04-02",
        "Europe/Zurich, 2027-10-22, 2027-11-05",
        "America/New_York, 2027-03-05, 2027-03-19",
        "America/New_York, 2027-10-29, 2027-11-12",
        "Australia/Sydney, 2027-03-26, 2027-04-09",
        "Australia/Sydney, 2027-09-24, 2027-10-08"
    })
    void localTimesStayTheSameWhenTheClocksChange(ZoneId zone, String before, String after) {
        LocalDateTime first = LocalDateTime.parse(before + "T18:00");
        LocalDateTime last = LocalDateTime.parse(after + "T18:00");
        CyclePlan plan = weekly(first, Duration.ofDays(5), zone);
        List<Cycle> cycles = plan.after(plan.firstCutOff(), 2);
        assertThat(zone.getRules().getOffset(plan.firstCutOff()))
                .as("the clocks change in between")
                .isNotEqualTo(zone.getRules().getOffset(cycles.get(1).cutOff()));
        assertThat(cycles.get(1)).isEqualTo(new Cycle(instant(last.minusDays(5), zone), instant(last, zone)));

        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 3));
        CampaignTerms template = simple.at(
                new SchedulePolicy.Period(instant(first.minusDays(1), zone), plan.firstCutOff()),
                new PickupAtPoints(
                        List.of(),
                        null,
                        null,
                        instant(first.plusHours(15), zone),
                        instant(first.plusHours(18), zone),
                        null));
        CampaignTerms copy = plan.terms(template, cycles.get(1));
        PickupAtPoints pickup = copy.fulfilment().pickup().orElseThrow();
        assertThat(pickup.from()).isEqualTo(instant(last.plusHours(15), zone));
        assertThat(pickup.until()).isEqualTo(instant(last.plusHours(18), zone));
        assertThat(copy.schedule().startsAt()).isEqualTo(cycles.get(1).opens());
        assertThat(copy.schedule().endsAt()).isEqualTo(cycles.get(1).cutOff());
        assertThat(copy.at(template.schedule(), template.fulfilment())).isEqualTo(template);
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }

    /** On 28 March 2027 the clocks of Zurich go from 2:00 to 3:00. */
    @Test
    void aLocalTimeThatDoesNotExistIsAnHourLater() {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        CyclePlan plan = weekly(LocalDateTime.parse("2027-03-21T02:30"), Duration.ofDays(2), zurich);
        assertThat(plan.after(plan.firstCutOff(), 2))
                .extracting(Cycle::cutOff)
                .containsExactly(Instant.parse("2027-03-28T01:30:00Z"), Instant.parse("2027-04-04T00:30:00Z"));
    }

    @Test
    void aCycleMayOpenAtTheCutOffOfTheOneBeforeAndNotEarlier() {
        ZoneId utc = ZoneId.of("UTC");
        LocalDateTime first = LocalDateTime.parse("2026-12-04T18:00");
        assertThatCode(weekly(first, Duration.ofDays(7), utc)::check).doesNotThrowAnyException();
        assertThatThrownBy(weekly(first, Duration.ofDays(7).plusMinutes(1), utc)::check)
                .hasMessageStartingWith("opensBefore ");
    }

    @Test
    void theFirstCutOffMustBeADateOfTheRule() {
        CyclePlan plan = new CyclePlan(
                new CutOffRule("FREQ=WEEKLY;BYDAY=SA"),
                Instant.parse("2026-12-04T18:00:00Z"),
                Duration.ofDays(2),
                ZoneId.of("UTC"));
        assertThatThrownBy(plan::check).hasMessageContaining("2026-12-04T18:00 in the store's zone UTC");
    }

    @Test
    void theFirstCutOffIsACycleLikeTheOthers() {
        CyclePlan plan = weekly(LocalDateTime.parse("2026-12-04T18:00"), Duration.ofDays(2), ZoneId.of("UTC"));
        assertThat(plan.after(Instant.EPOCH, 2))
                .extracting(Cycle::cutOff)
                .containsExactly(Instant.parse("2026-12-04T18:00:00Z"), Instant.parse("2026-12-11T18:00:00Z"));
    }

    @Test
    void datesThatHavePassedAreLeftOut() {
        CyclePlan plan = weekly(LocalDateTime.parse("2026-12-04T18:00"), Duration.ofDays(2), ZoneId.of("UTC"));
        assertThat(plan.after(Instant.parse("2027-01-01T18:00:00Z"), 1))
                .extracting(Cycle::cutOff)
                .containsExactly(Instant.parse("2027-01-08T18:00:00Z"));
    }
}
