package shop.gather.groupbuy.help;

import org.joda.money.Money;
import shop.gather.groupbuy.TeamId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.platform.MemberId;

/** What members do about helps, on a node. */
public record HelpSteps(StoreDatabase node) {

    /** Returns what the help is worth. */
    public Money helps(MemberId member, TeamId team) {
        return node.bean(Helping.class).help(node.store(), member, team).worth();
    }

    public void erased(MemberId member) {
        node.transactions()
                .inStore(node.store(), () -> node.bean(HelpRows.class).on(new MemberErased(node.store(), member)));
    }

    public void merged(MemberId from, MemberId into) {
        node.transactions().inStore(node.store(), () -> node.bean(HelpRows.class)
                .on(new MembersMerged(node.store(), from, into, true)));
    }
}
