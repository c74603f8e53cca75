package shop.gather.platform.security;

import java.time.Instant;
import java.util.Optional;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** The time from which a member's sessions are valid; implemented by the feature that owns members. Thread-safe. */
public interface SessionGenerations {

    /** Empty if there is no such member, or it was erased. */
    Optional<Instant> validFrom(StoreId store, MemberId member);
}
