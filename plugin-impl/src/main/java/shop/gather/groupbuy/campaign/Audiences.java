package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import shop.gather.groupbuy.terms.Audience;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.Leaders;

/** Who belongs to the groups of members for whom campaigns are. Each method is one statement, or as said. Thread-safe. */
@Singleton
public class Audiences {

    private final BuyerCommunities communities;
    private final Leaders leaders;

    @Inject
    Audiences(BuyerCommunities communities, Leaders leaders) {
        this.communities = communities;
        this.leaders = leaders;
    }

    /** Whether the store has the group. */
    boolean exists(StoreId store, Audience audience) {
        return !(audience instanceof Audience.Community community) || communities.exists(store, community.id());
    }

    /** Whether a member belongs to the group now. */
    public boolean has(StoreId store, Audience audience, MemberId member) {
        return audience instanceof Audience.Community community
                ? communities.has(store, community.id(), member)
                : isActiveLeader(store, member);
    }

    /** Those of the members who belong to the group now. */
    public Set<MemberId> among(StoreId store, Audience audience, Set<MemberId> members) {
        return audience instanceof Audience.Community community
                ? communities.among(store, community.id(), members)
                : leaders.activeAmong(store, members);
    }

    /** The groups to which a member belongs now. Two statements. */
    List<Audience> of(StoreId store, MemberId member) {
        List<Audience> groups = new ArrayList<>();
        communities.of(store, member).forEach(community -> groups.add(new Audience.Community(community)));
        if (isActiveLeader(store, member)) {
            groups.add(new Audience.ActiveLeaders());
        }
        return groups;
    }

    private boolean isActiveLeader(StoreId store, MemberId member) {
        return leaders.ofMember(store, member).filter(Leader::active).isPresent();
    }
}
