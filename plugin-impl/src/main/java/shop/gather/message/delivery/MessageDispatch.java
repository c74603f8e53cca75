package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.Channels;
import shop.gather.message.inbox.MessageId;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Makes the deliveries of new messages, one for each channel of the store; for e-mail only where the member consents. A
 * message that is older than the channel is not sent through it. One node at a time works for a store. Thread-safe.
 */
@Singleton
class MessageDispatch implements Sweeper {

    /** The maximum number of messages of one transaction, and of stores of one sweep; the next one finds the rest. */
    static final int MAX_BATCH_SIZE = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Channels channels;
    private final Deployment deployment;
    private final Work work;
    private final int retrySeconds = Math.toIntExact(retryFor().toSeconds());

    @Inject
    MessageDispatch(Transactions transactions, StoreSql sql, Channels channels, Deployment deployment, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.channels = channels;
        this.deployment = deployment;
        this.work = work;
    }

    /** How long after a message was made its delivery is tried. */
    static Duration retryFor() {
        return GatherConfig.duration("gather.messages.retry-for", Duration.ofDays(3));
    }

    @Override
    public void sweep() {
        if (!deployment.commandsPaused()) {
            stores().forEach(store -> work.soon(store, "message-dispatch:" + store, () -> dispatch(store)));
        }
    }

    /** The stores with a channel and new messages. */
    Set<StoreId> stores() {
        return new LinkedHashSet<>(transactions.inDirectory(() -> sql.directory(
                "select c.store_id from message_channel c where exists (select 1 from message m"
                        + " where m.store_id = c.store_id and m.dispatch_at <= now()) limit " + MAX_BATCH_SIZE,
                row -> new StoreId(StoreSql.uuid(row, "store_id")))));
    }

    void dispatch(StoreId store) {
        int found;
        do {
            found = transactions.inStore(store, () -> dispatchBatch(store));
        } while (found == MAX_BATCH_SIZE);
    }

    private int dispatchBatch(StoreId store) {
        // Locked, so that two nodes do not make the same deliveries, and no channel is removed meanwhile.
        List<ChannelKind> kinds = sql.list(
                store,
                "select channel from message_channel where store_id = :store order by channel for update",
                row -> ChannelKind.valueOf(row.getString("channel")));
        List<Object[]> messages = sql.list(
                store,
                "select id from message where store_id = :store and dispatch_at <= now() order by dispatch_at, id limit "
                        + MAX_BATCH_SIZE,
                row -> new Object[] {StoreSql.id(row, "id", MessageId::new)});
        List<Object[]> deliveries = messages.stream()
                .map(message -> new Object[] {retrySeconds, message[0]})
                .toList();
        kinds.forEach(kind -> sql.batch(store, insertFor(kind), deliveries));
        sql.batch(store, "update message set dispatch_at = null where store_id = :store and id = ?", messages);
        return messages.size();
    }

    private String insertFor(ChannelKind kind) {
        String consent = channels.of(kind).mails()
                ? " join message_setting s on s.store_id = m.store_id and s.member_id = m.member_id and s.kind = m.kind"
                        + " and s.email = true"
                : "";
        return "insert into message_delivery (store_id, message_id, channel, state, attempts, next_attempt_at, give_up_at)"
                + " select m.store_id, m.id, c.channel, 'WAITING', 0, now(),"
                + " m.created_at + cast(? as integer) * interval '1' second"
                + " from message m join message_channel c on c.store_id = m.store_id and c.created_at <= m.created_at"
                + consent
                + " where m.store_id = :store and m.id = ? and c.channel = '" + kind.name() + "'";
    }
}
