package shop.gather.message.delivery;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.member.MemberErased;
import shop.gather.member.Members;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.Counts;
import shop.gather.message.channel.MailAddresses;
import shop.gather.message.channel.MessageChannels;
import shop.gather.message.inbox.MessageId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StorableText;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.EmailHash;

/**
 * The addresses that mail did not reach, as hashes. Nothing is sent to one until the member changes the consent; another
 * address of the member is another hash. Thread-safe.
 */
@Singleton
class Bounces {

    private static final int MAX_REASON_LENGTH = 500;

    /** How long an address without a known member is kept. No erasure of a member would delete it. */
    private static final Duration KEPT_WITHOUT_MEMBER = Duration.ofDays(180);

    private final Transactions transactions;
    private final StoreSql sql;
    private final Members members;
    private final MessageChannels channels;

    @Inject
    Bounces(Transactions transactions, StoreSql sql, Members members, MessageChannels channels) {
        this.transactions = transactions;
        this.sql = sql;
        this.members = members;
        this.channels = channels;
    }

    /** Those of the given hashes that mail did not reach. One statement. */
    Set<String> among(StoreId store, Collection<String> hashes) {
        return hashes.isEmpty()
                ? Set.of()
                : new HashSet<>(transactions.inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select address_hash from message_bounce where store_id = :store and address_hash in ("
                                        + StoreSql.marks(hashes.size()) + ")",
                                row -> row.getString("address_hash"),
                                hashes.toArray())));
    }

    /** Records a bounce, in the current transaction; does nothing if it is known. */
    void add(StoreId store, MemberId member, String hash, String reason) {
        sql.insertIfAbsent(
                store,
                "insert into message_bounce (store_id, address_hash, member_id, reason, reported_at, delete_at)"
                        + " values (:store, ?, ?, ?, now(), now() + cast(? as integer) * interval '1' day)",
                hash,
                member,
                stored(reason),
                member == null ? Math.toIntExact(KEPT_WITHOUT_MEMBER.toDays()) : null);
    }

    /** Notes whose addresses they are, so that they are deleted with the member; in the current transaction. */
    void belong(StoreId store, Map<String, MemberId> owners) {
        sql.batch(
                store,
                "update message_bounce set member_id = ?, delete_at = null where store_id = :store and address_hash = ?"
                        + " and member_id is null",
                owners.entrySet().stream()
                        .map(owner -> new Object[] {owner.getValue(), owner.getKey()})
                        .toList());
    }

    /**
     * Records a bounce that came later, for the address that the message's member has now.
     *
     * @throws ProblemException NOT_FOUND if the message was not sent by e-mail
     */
    void reported(StoreId store, MessageId message, String reason) {
        transactions.inStore(store, () -> {
            MemberId member = sentTo(store, message).orElseThrow(() -> ProblemException.notFound("e-mail"));
            String email = members.emailsOf(store, List.of(member)).get(member);
            if (email != null) {
                add(store, member, EmailHash.of(email), reason);
            }
            int changed = sql.update(
                    store,
                    "update message_delivery set state = 'BOUNCED', last_failure = ? where store_id = :store"
                            + " and message_id = ? and channel = 'EMAIL' and state = 'SENT'",
                    stored(reason),
                    message);
            if (changed == 1) {
                channels.count(store, ChannelKind.EMAIL, new Counts(-1, 0, 1, 0));
            }
        });
    }

    /** Records a bounce of an address whose member is not named. It is deleted after 180 days, unless mail to a member meets it. */
    void reported(StoreId store, String hash, String reason) {
        transactions.inStore(store, () -> add(store, null, hash, reason));
    }

    /** Without the address, which must not outlive the member. */
    private static String stored(String reason) {
        return StorableText.cut(MailAddresses.hide(reason), MAX_REASON_LENGTH);
    }

    private Optional<MemberId> sentTo(StoreId store, MessageId message) {
        return sql.first(
                store,
                "select m.member_id from message_delivery d join message m on m.store_id = d.store_id and m.id = d.message_id"
                        + " where d.store_id = :store and d.message_id = ? and d.channel = 'EMAIL'",
                row -> StoreSql.id(row, "member_id", MemberId::new),
                message);
    }

    void on(@Observes MemberErased erasure) {
        transactions.inStore(
                erasure.store(),
                () -> sql.update(
                        erasure.store(),
                        "delete from message_bounce where store_id = :store and member_id = ?",
                        erasure.member()));
    }
}
