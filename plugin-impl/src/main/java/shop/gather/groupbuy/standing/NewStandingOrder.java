package shop.gather.groupbuy.standing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.standing.StandingOrder.Line;
import shop.gather.platform.validation.Text;

/**
 * What a member takes in each cycle.
 *
 * @param lines at least one, each of another article of the campaign
 * @param pickupPointId null to choose it in each cycle
 */
public record NewStandingOrder(
        @NotNull @Size(min = 1, max = StandingOrder.MOST_LINES)
        List<@NotNull @Valid NewLine> lines,

        @Schema(description = "The pickup point; omit it if the campaign has no pickup, or to choose it in each cycle")
        @Text(max = 100)
        String pickupPointId) {

    /** @param variantId an article of the campaign */
    public record NewLine(
            @NotNull @Text(max = 100) String variantId,
            @NotNull @Min(1) @Max(1_000) Integer quantity) {}

    List<Line> wanted() {
        return lines.stream()
                .map(line -> new Line(line.variantId().strip(), line.quantity()))
                .toList();
    }
}
