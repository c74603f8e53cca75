package shop.gather.member;

import java.time.Instant;
import java.util.Optional;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** The bonds of members to leaders. Stored by the referral feature; sessions only show them. */
public interface Bonds {

    /** @param expiresAt the time from which another link may bind the member */
    record Bond(LeaderId leaderId, Instant boundAt, Instant expiresAt) {}

    /** The member's active bond. */
    Optional<Bond> of(StoreId store, MemberId member);

    /**
     * Binds a member to the leader of the link that was clicked, unless the member has an active bond.
     *
     * @param click the click token; null or an invalid one has no effect
     * @return the active bond afterwards
     */
    Optional<Bond> bind(StoreId store, MemberId member, String click);
}
