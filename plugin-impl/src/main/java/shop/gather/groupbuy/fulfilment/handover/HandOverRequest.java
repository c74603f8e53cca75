package shop.gather.groupbuy.fulfilment.handover;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.validation.Text;
import shop.gather.platform.validation.UtcInstant;

/** What was or is handed over at a point. @param items 1 to 200 */
@Schema(
        name = "HandOverRequest",
        example = "{\"items\":[{\"code\":\"k7p2m9xw4h3c5d\"},{\"code\":\"8fq2zt6v9w3hbn\","
                + "\"handedAt\":\"2026-12-04T16:05:00Z\",\"deviceEventId\":\"a1f0c2\"}]}")
public record HandOverRequest(
        @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Item> items) {

    /**
     * One place, by its code or its id.
     *
     * @param code as scanned or typed; null with participationId
     * @param handedAt when it was handed over; now if omitted, and for a time in the future
     * @param deviceEventId the device's own id of this item, unique at the point; with it an item is decided once,
     *     however often it is sent
     */
    @Schema(name = "HandOverItem")
    public record Item(
            @Text(max = 100) String code,
            String participationId,
            @UtcInstant String handedAt,
            @Text(max = 100) String deviceEventId) {

        boolean namesOnePlace() {
            return (code == null) != (participationId == null);
        }

        /** Null for now. */
        Instant at() {
            return handedAt == null ? null : Instant.parse(handedAt);
        }
    }
}
