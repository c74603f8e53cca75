package shop.gather.message.setting;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.validation.Text;

/**
 * Quiet hours in requests and answers.
 *
 * @param from the first quiet minute on the clock, as {@code 22:00}
 * @param to the first minute that is not quiet; the same as {@code from} for none
 */
@Schema(name = "QuietHours", example = "{\"from\":\"22:00\",\"to\":\"07:30\"}")
public record QuietHoursBody(
        @NotNull @Text(max = 5) String from,
        @NotNull @Text(max = 5) String to) {

    static QuietHoursBody of(QuietHours hours) {
        return hours == null
                ? null
                : new QuietHoursBody(hours.from().toString(), hours.to().toString());
    }

    QuietHours parsed() {
        return QuietHours.parse(from, to);
    }
}
