package shop.gather.member;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.StoreId;

/** To whom a member is bound. Kept by the referral feature; sessions only show it. */
public interface Bonds {

    /** @param expiresAt from then on another link may bind the member */
    record Bond(UUID leaderId, Instant boundAt, Instant expiresAt) {}

    /** The bond in force. */
    Optional<Bond> of(StoreId store, UUID member);

    /**
     * Binds a member to the leader of the link that was clicked, unless a bond is in force already.
     *
     * @param click the click token; null or an unusable one binds nobody
     * @return the bond in force afterwards
     */
    Optional<Bond> bind(StoreId store, UUID member, String click);
}
