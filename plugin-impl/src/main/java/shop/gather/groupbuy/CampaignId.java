package shop.gather.groupbuy;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A campaign. */
public record CampaignId(UUID value) implements Id {

    public CampaignId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
