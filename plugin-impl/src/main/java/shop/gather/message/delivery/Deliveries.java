package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.Counts;
import shop.gather.message.channel.MessageChannels;
import shop.gather.message.inbox.MessageId;
import shop.gather.message.inbox.StoredValues;
import shop.gather.message.setting.Preferences;
import shop.gather.platform.MemberId;
import shop.gather.platform.StorableText;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/** The state of each message in each channel. Thread-safe. */
@Singleton
class Deliveries {

    private static final int MAX_FAILURE_LENGTH = 500;

    /** The maximum number of deliveries that one statement gives up. */
    private static final int MAX_BATCH_SIZE = 1_000;

    private final Transactions transactions;
    private final StoreSql sql;
    private final MessageChannels channels;

    @Inject
    Deliveries(Transactions transactions, StoreSql sql, MessageChannels channels) {
        this.transactions = transactions;
        this.sql = sql;
        this.channels = channels;
    }

    /** How a delivery stands. */
    enum State {
        WAITING,
        SENT,
        FAILED,
        BOUNCED,
        SKIPPED
    }

    /**
     * What became of a delivery in a turn.
     *
     * @param attempts how many attempts were made: 1, or 0 if it only waits
     * @param next when it is tried next; null if it has ended
     * @param reason null if there is nothing to say
     */
    record Change(MessageId message, State state, int attempts, Instant next, String reason) {}

    /** The deliveries of a channel that are due, the longest due first. One statement. */
    List<DueDelivery> due(StoreId store, ChannelKind channel, int limit) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select d.message_id, d.attempts, d.give_up_at, m.member_id, m.kind, m.subject_id, m.details, m.created_at,"
                                + " p.language, p.zone, p.quiet_from, p.quiet_to, s.email"
                                + " from message_delivery d join message m on m.store_id = d.store_id and m.id = d.message_id"
                                + " left join message_preference p on p.store_id = d.store_id and p.member_id = m.member_id"
                                + " left join message_setting s on s.store_id = d.store_id and s.member_id = m.member_id"
                                + " and s.kind = m.kind where d.store_id = :store and d.channel = ? and d.next_attempt_at <= now()"
                                + " order by d.next_attempt_at, d.message_id limit ?",
                        Deliveries::read,
                        channel,
                        limit));
    }

    private static DueDelivery read(ResultSet row) throws SQLException {
        String language = row.getString("language");
        return new DueDelivery(
                StoreSql.id(row, "message_id", MessageId::new),
                row.getInt("attempts"),
                StoreSql.instant(row, "give_up_at"),
                StoreSql.id(row, "member_id", MemberId::new),
                MessageKind.valueOf(row.getString("kind")),
                row.getObject("subject_id", UUID.class),
                StoredValues.read(row.getString("details")),
                StoreSql.instant(row, "created_at"),
                Preferences.Preference.stored(
                        language == null ? null : Language.valueOf(language),
                        row.getString("zone"),
                        row.getString("quiet_from"),
                        row.getString("quiet_to")),
                row.getBoolean("email"));
    }

    /** Records what became of deliveries, in the current transaction. Returns how many ended in which way. */
    Counts settle(StoreId store, ChannelKind channel, List<Change> changes, Instant now) {
        int[] changed = sql.batch(
                store,
                "update message_delivery set state = ?, attempts = attempts + ?, next_attempt_at = ?, ended_at = ?,"
                        + " last_failure = ? where store_id = :store and message_id = ? and channel = ? and state = 'WAITING'",
                changes.stream()
                        .map(change -> new Object[] {
                            change.state(),
                            change.attempts(),
                            change.next(),
                            change.next() == null ? now : null,
                            change.reason() == null ? null : StorableText.cut(change.reason(), MAX_FAILURE_LENGTH),
                            change.message(),
                            channel
                        })
                        .toList());
        Map<State, Long> ended = new EnumMap<>(State.class);
        for (int i = 0; i < changed.length; i++) {
            ended.merge(changes.get(i).state(), (long) changed[i], Long::sum);
        }
        Counts counts = new Counts(
                ended.getOrDefault(State.SENT, 0L),
                ended.getOrDefault(State.FAILED, 0L),
                ended.getOrDefault(State.BOUNCED, 0L),
                ended.getOrDefault(State.SKIPPED, 0L));
        if (counts.sent() + counts.failed() + counts.bounced() + counts.skipped() > 0) {
            channels.count(store, channel, counts);
        }
        return counts;
    }

    /**
     * Gives up overdue deliveries of a channel that accepts nothing, in the current transaction. Returns how many; at
     * most {@link #MAX_BATCH_SIZE}.
     */
    long giveUp(StoreId store, ChannelKind channel, String failure, Instant now) {
        List<Change> overdue = sql.list(
                store,
                "select message_id from message_delivery where store_id = :store and channel = ?"
                        + " and next_attempt_at <= now() and give_up_at <= now() order by next_attempt_at, message_id limit "
                        + MAX_BATCH_SIZE,
                row -> new Change(StoreSql.id(row, "message_id", MessageId::new), State.FAILED, 0, null, failure),
                channel);
        return settle(store, channel, overdue, now).failed();
    }
}
