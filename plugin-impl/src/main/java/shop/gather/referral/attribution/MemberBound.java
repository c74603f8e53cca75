package shop.gather.referral.attribution;

import java.util.UUID;
import shop.gather.platform.StoreId;

/** A member was bound to a leader. Fired in the same transaction, while the member is locked. */
public record MemberBound(StoreId store, UUID member, UUID leader) {}
