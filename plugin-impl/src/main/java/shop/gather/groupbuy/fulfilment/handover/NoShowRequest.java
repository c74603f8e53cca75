package shop.gather.groupbuy.fulfilment.handover;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Places that nobody has collected. @param participationIds 1 to 200 */
@Schema(name = "NoShowRequest")
public record NoShowRequest(
        @NotNull @Size(min = 1, max = 200) List<@NotNull String> participationIds) {}
