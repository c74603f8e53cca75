package shop.gather.community;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.groupbuy.campaign.BuyerCommunities;
import shop.gather.groupbuy.fulfilment.point.PickupCommunities;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;

/** Tells group buying which communities there are, and who belongs to them. Thread-safe. */
@Singleton
class CommunitiesOfBuyers implements PickupCommunities, BuyerCommunities {

    private final Transactions transactions;
    private final CommunityRows rows;
    private final CommunityMemberRows members;

    @Inject
    CommunitiesOfBuyers(Transactions transactions, CommunityRows rows, CommunityMemberRows members) {
        this.transactions = transactions;
        this.rows = rows;
        this.members = members;
    }

    @Override
    public boolean exists(StoreId store, UUID community) {
        return transactions.inStore(store, () -> rows.find(community).isPresent());
    }

    @Override
    public Optional<LeaderId> leaderOf(StoreId store, UUID community) {
        return transactions.inStore(store, () -> rows.leaderOf(community)).map(LeaderId::new);
    }

    @Override
    public boolean has(StoreId store, UUID community, MemberId member) {
        return transactions.inStore(
                store, () -> members.find(community, member.value()).isPresent());
    }

    @Override
    public Set<MemberId> among(StoreId store, UUID community, Set<MemberId> people) {
        return people.isEmpty()
                ? Set.of()
                : transactions.inStore(
                        store, () -> members
                                .among(
                                        community,
                                        people.stream().map(MemberId::value).toList())
                                .stream()
                                .map(MemberId::new)
                                .collect(Collectors.toSet()));
    }

    @Override
    public List<UUID> of(StoreId store, MemberId member) {
        return transactions.inStore(store, () -> members.of(member.value(), MOST_OF_MEMBER));
    }
}
