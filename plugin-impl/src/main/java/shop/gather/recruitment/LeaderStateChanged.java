package shop.gather.recruitment;

import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;

/** A leader was suspended or reinstated. Fired in the same transaction. */
public record LeaderStateChanged(StoreId store, LeaderId leader, boolean active) {}
