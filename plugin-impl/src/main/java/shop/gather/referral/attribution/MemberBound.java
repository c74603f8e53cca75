package shop.gather.referral.attribution;

import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** A member was bound to a leader. Fired in the same transaction, while the member is locked. */
public record MemberBound(StoreId store, MemberId member, LeaderId leader) {}
