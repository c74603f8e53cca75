package shop.gather.groupbuy.cycle;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.http.Check;
import shop.gather.platform.validation.DurationBetween;
import shop.gather.platform.validation.Text;
import shop.gather.platform.validation.UtcInstant;

/**
 * How a campaign repeats. What is omitted later stays as it is.
 *
 * @param rule the days of the cut-offs, as an iCalendar recurrence rule (RFC 5545) in the store's zone; FREQ is DAILY,
 *     WEEKLY, MONTHLY or YEARLY; without BYHOUR, BYMINUTE, BYSECOND, RSCALE and SKIP
 * @param firstCutOff with which the rule begins, and whose time of day all cut-offs have; the campaign's end if omitted
 *     at first
 * @param opensBefore ISO 8601, PT1M to P29D: how long before its cut-off a cycle opens; as long as the template runs if
 *     omitted at first
 * @param ahead how many cycles are published before they open, 0 to 10; 1 if omitted at first
 * @param templateId the campaign whose terms the cycles to come get, in any state; the campaign itself if omitted at
 *     first
 */
public record NewSeries(
        @Schema(
                description = "The days of the cut-offs: an iCalendar recurrence rule",
                example = "FREQ=WEEKLY;BYDAY=FR")
        @NotNull
        @Text(max = CutOffRule.LONGEST)
        String rule,

        @UtcInstant String firstCutOff,

        @DurationBetween(min = "PT1M", max = "P29D") String opensBefore,

        @Min(0) @Max(CampaignSeries.MOST_AHEAD) Integer ahead,

        @Text(max = 100) String templateId) {

    CampaignSeries.Wanted wanted() {
        return new CampaignSeries.Wanted(
                new CutOffRule(rule),
                firstCutOff == null ? null : Instant.parse(firstCutOff),
                opensBefore == null ? null : Duration.parse(opensBefore),
                ahead,
                templateId == null ? null : Check.id(templateId.strip(), "campaign", CampaignId::new));
    }
}
