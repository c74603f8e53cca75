package shop.gather.message.inbox;

import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** What happens to the messages of members who are merged or erased. */
public final class InboxFixtures {

    private InboxFixtures() {}

    public static void merge(StoreDatabase node, StoreId store, MemberId from, MemberId into) {
        node.transactions()
                .inStore(store, () -> node.bean(Messages.class).on(new MembersMerged(store, from, into, true)));
    }

    public static void erase(StoreDatabase node, StoreId store, MemberId member) {
        node.transactions().inStore(store, () -> node.bean(Messages.class).on(new MemberErased(store, member)));
    }
}
