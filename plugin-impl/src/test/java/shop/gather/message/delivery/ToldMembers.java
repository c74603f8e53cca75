package shop.gather.message.delivery;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import shop.gather.groupbuy.TeamId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.channel.ChannelFixtures;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.Counts;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;

/** A store whose members are told what becomes of their teams, on one node of its own. */
final class ToldMembers {

    final StoreDatabase node;
    final StoreId store;

    /** As another node: what it may call does not depend on other tests. */
    ToldMembers(StoreDatabase shared) {
        this(shared.anotherStore().anotherNode(), true);
    }

    private ToldMembers(StoreDatabase node, boolean any) {
        this.node = node;
        this.store = node.store();
    }

    /** The same store after a restart, or on another node. */
    ToldMembers elsewhere() {
        return new ToldMembers(node.anotherNode(), true);
    }

    /** @param email null if the shop reports none */
    MemberId aMember(String email) {
        MemberId member = new MemberId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, email, sessions_valid_from, joined_at)"
                        + " values (:store, ?, 'Mia', ?, now(), now())",
                member,
                email);
        return member;
    }

    /** One that consents to e-mail of these kinds. */
    MemberId aMember(String email, MessageKind... kinds) {
        MemberId member = aMember(email);
        consents(member, kinds);
        return member;
    }

    void consents(MemberId member, MessageKind... kinds) {
        for (MessageKind kind : kinds) {
            write(
                    "insert into message_setting (store_id, member_id, kind, email, hidden) values (:store, ?, ?, true, false)",
                    member,
                    kind);
        }
    }

    void prefers(MemberId member, String language, String quietFrom, String quietTo) {
        write(
                "insert into message_preference (store_id, member_id, language, zone, quiet_from, quiet_to)"
                        + " values (:store, ?, ?, 'UTC', ?, ?)",
                member,
                language,
                quietFrom,
                quietTo);
    }

    static MessageContent failed(String campaign) {
        return MessageContent.of(MessageKind.TEAM_FAILED, new TeamId(Ids.next()))
                .with(Placeholder.CAMPAIGN, campaign)
                .build();
    }

    void tell(MessageContent content, MemberId... members) {
        node.transactions().inStore(store, () -> node.bean(Messages.class).tell(store, List.of(members), content));
    }

    /** What the sweeps do. */
    void send(ChannelKind kind) {
        node.bean(MessageDispatch.class).dispatch(store);
        node.bean(MessageDelivery.class).deliver(store, kind);
    }

    void sendMail() {
        send(ChannelKind.EMAIL);
    }

    /** No pause and no delay is left. */
    void timePasses() {
        write(
                "update message_delivery set next_attempt_at = now() where store_id = :store and next_attempt_at is not null");
        thePauseEnds();
    }

    /** No pause is left, but delays are. */
    void thePauseEnds() {
        write("update message_channel set not_before = created_at where store_id = :store");
    }

    void threeDaysPass() {
        write("update message_delivery set give_up_at = now() where store_id = :store and next_attempt_at is not null");
        timePasses();
    }

    Counts counts() {
        return ChannelFixtures.counts(node, store, ChannelKind.EMAIL);
    }

    /** The states of all deliveries, without repetition. */
    Set<String> states() {
        return new TreeSet<>(node.transactions().inStore(store, () -> node.sql()
                .list(
                        store,
                        "select state from message_delivery where store_id = :store",
                        row -> row.getString("state"))));
    }

    List<String> alarms() {
        return node.bean(Alarms.class).open(store, null, 50).items().stream()
                .map(Alarms.Alarm::message)
                .toList();
    }

    void write(String statement, Object... args) {
        node.transactions().inStore(store, () -> node.sql().update(store, statement, args));
    }

    long number(String query, Object... args) {
        return node.transactions()
                .inStore(store, () -> node.sql().first(store, query, row -> row.getLong("n"), args))
                .orElseThrow();
    }
}
