package shop.gather.groupbuy.fulfilment.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was delivered for places of a campaign. @param items 1 to 200 */
@Schema(
        name = "DeliveryRequest",
        example = "{\"items\":[{\"participationId\":\"0191b6f0-0000-7000-8000-000000000001\",\"delivered\":940}]}")
public record DeliveryRequest(
        @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Item> items) {

    /**
     * @param delivered for the whole place: in grams by weight, else in pieces
     * @param sure true if less than half of what was ordered is right; false if omitted
     */
    @Schema(name = "DeliveryItem")
    public record Item(
            @NotNull String participationId,
            @NotNull @Min(0) @Max(1_000_000_000) Long delivered,
            Boolean sure) {}
}
