package shop.gather.message.inbox;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.message.MessageContent;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Makes messages in the transaction in which something happens. A member is told once of a kind and an occasion,
 * however often it happens. In a store with a channel the message is marked for {@code message.delivery}, which sends it
 * after the commit. Thread-safe.
 */
@Singleton
public class Messages {

    private static final String INSERT =
            "insert into message (store_id, id, member_id, kind, subject_id, occasion, details, created_at, delete_at,"
                    + " dispatch_at) values (:store, ?, coalesce((select f.into_id from message_forwarding f where f.store_id = :store"
                    + " and f.member_id = ?), ?), ?, ?, ?, ?, now(), now() + cast(? as integer) * interval '1' day,"
                    + " ?)";

    private final StoreSql sql;
    private final Transactions transactions;
    private final MessageRows rows;
    private final int unreadDays = days("gather.messages.keep-unread", Duration.ofDays(730));

    @Inject
    Messages(StoreSql sql, Transactions transactions, MessageRows rows) {
        this.sql = sql;
        this.transactions = transactions;
        this.rows = rows;
    }

    /** A setting in days, at least one. */
    static int days(String key, Duration fallback) {
        return Math.toIntExact(Math.max(1, GatherConfig.duration(key, fallback).toDays()));
    }

    /** Tells one member; does nothing if the member was told before. Two statements, in the current transaction. */
    public void tell(StoreId store, MemberId member, MessageContent content) {
        tell(store, List.of(member), content);
    }

    /**
     * Tells all these members the same, in the current transaction; those who were told before are left out. One read and
     * one batch statement, however many they are, unless somebody was told before.
     */
    public void tell(StoreId store, Collection<MemberId> members, MessageContent content) {
        if (members.isEmpty()) {
            return;
        }
        String values = StoredValues.write(content.values());
        Instant dispatchAt = dispatchAt(store);
        List<Object[]> rows = Set.copyOf(members).stream()
                .map(member -> new Object[] {
                    Ids.next(),
                    member,
                    member,
                    content.kind(),
                    content.subject(),
                    content.occasion(),
                    values,
                    unreadDays,
                    dispatchAt
                })
                .toList();
        if (!sql.insertAllIfAbsent(store, INSERT, rows)) {
            rows.forEach(row -> sql.insertIfAbsent(store, INSERT, row));
        }
    }

    /**
     * From when on deliveries are to be made of a new message: at once, or never in a store without a channel. Read
     * once for all rows: a subquery in the insert would run for each of them.
     */
    private Instant dispatchAt(StoreId store) {
        return sql.first(
                        store,
                        "select min(created_at) as since from message_channel where store_id = :store",
                        row -> Optional.ofNullable(StoreSql.instant(row, "since")))
                .orElseThrow()
                .orElse(null);
    }

    void on(@Observes MemberErased erasure) {
        transactions.inStore(
                erasure.store(), () -> rows.deleteAll(erasure.member().value()));
    }

    /**
     * Messages move to the remaining member. Places that have ended stay behind, but their orders are the remaining
     * member's now, who is told what still becomes of them.
     */
    void on(@Observes MembersMerged merge) {
        if (merge.told()) {
            forward(merge);
            sql.update(
                    merge.store(),
                    "update message set member_id = ? where store_id = :store and member_id = ?"
                            + " and not exists (select 1 from message o where o.store_id = :store and o.member_id = ?"
                            + " and o.kind = message.kind and o.occasion = message.occasion)",
                    merge.into(),
                    merge.from(),
                    merge.into());
        }
    }

    private void forward(MembersMerged merge) {
        sql.update(
                merge.store(),
                "delete from message_forwarding where store_id = :store and member_id in (?, ?)",
                merge.from(),
                merge.into());
        sql.update(
                merge.store(),
                "update message_forwarding set into_id = ? where store_id = :store and into_id = ?",
                merge.into(),
                merge.from());
        sql.update(
                merge.store(),
                "insert into message_forwarding (store_id, member_id, into_id) values (:store, ?, ?)",
                merge.from(),
                merge.into());
    }
}
