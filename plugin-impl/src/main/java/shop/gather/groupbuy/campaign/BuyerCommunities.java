package shop.gather.groupbuy.campaign;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** What group buying asks about communities. Implementations are thread-safe. */
public interface BuyerCommunities {

    /** More communities of a member are not looked at. */
    int MOST_OF_MEMBER = 100;

    boolean exists(StoreId store, UUID community);

    /** The leader of a community; empty if there is no such community. One statement. */
    Optional<LeaderId> leaderOf(StoreId store, UUID community);

    boolean has(StoreId store, UUID community, MemberId member);

    /** Those of the members who belong to the community; one statement. */
    Set<MemberId> among(StoreId store, UUID community, Set<MemberId> members);

    /** The communities to which a member belongs, at most {@link #MOST_OF_MEMBER}; one statement. */
    List<UUID> of(StoreId store, MemberId member);
}
