package shop.gather.recruitment;

import java.util.UUID;
import shop.gather.platform.StoreId;

/** A leader was suspended or reinstated. Fired in the same transaction. */
public record LeaderStateChanged(StoreId store, UUID leader, boolean active) {}
