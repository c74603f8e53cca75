package shop.gather.member;

import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/**
 * A member's personal data was erased. Fired in that transaction, so that each feature deletes data that could identify
 * the person.
 */
public record MemberErased(StoreId store, MemberId member) {}
