package shop.gather.groupbuy.leaders;

import shop.gather.groupbuy.TeamId;
import shop.gather.ledger.StoreDatabase;

/** What the sweep does about the leaders of a team, on a node. */
public record LeaderSteps(StoreDatabase node) {

    public void tell(TeamId team) {
        node.bean(LeaderNews.class).tell(node.store(), team);
    }
}
