package shop.gather.message.channel;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;
import shop.gather.shop.alarm.Alarms;

/** The channels of a store. Thread-safe. */
@Singleton
public class MessageChannels {

    private final Transactions transactions;
    private final MessageChannelRows rows;
    private final StoreSql sql;
    private final SecretBox secrets;
    private final AuditLog audit;
    private final Alarms alarms;

    @Inject
    MessageChannels(
            Transactions transactions,
            MessageChannelRows rows,
            StoreSql sql,
            SecretBox secrets,
            AuditLog audit,
            Alarms alarms) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.secrets = secrets;
        this.audit = audit;
        this.alarms = alarms;
    }

    /** The key of a channel's alarm. */
    public static String alarmKey(ChannelKind channel) {
        return "message-channel:" + channel.code();
    }

    public Optional<MessageChannel> find(StoreId store, ChannelKind channel) {
        return transactions.inStore(store, () -> rows.find(channel));
    }

    /**
     * Sets a channel up or changes it, and ends a pause. Audited, without the secret, and of a webhook's address the host
     * alone.
     *
     * @param ifMatch the ETag that the owner read
     * @param settings a record of the channel's kind
     * @param secret null if there is none
     * @throws ProblemException VERSION_MISMATCH
     */
    MessageChannel set(
            StoreId store, String actor, ChannelKind channel, String ifMatch, Record settings, String secret) {
        String json = StrictJson.codec().toJson(settings);
        String audited =
                settings instanceof WebhookSettings webhook ? StrictJson.codec().toJson(webhook.audited()) : json;
        String sealed = secret == null ? null : secrets.encrypt(secret, MessageChannel.context(store, channel));
        return transactions.inStore(store, () -> {
            long version = rows.find(channel).map(MessageChannel::version).orElse(0L);
            EntityTags.require(ifMatch, version);
            boolean changed =
                    version == 0 ? insert(store, channel, json, sealed) : update(store, channel, json, sealed, version);
            if (!changed) {
                throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
            }
            audit.record(store, actor, "message-channel.set", channel.code(), audited);
            return rows.find(channel).orElseThrow();
        });
    }

    private boolean insert(StoreId store, ChannelKind channel, String json, String sealed) {
        return sql.insertIfAbsent(
                store,
                "insert into message_channel (store_id, channel, settings, secret, version, created_at, not_before, failures,"
                        + " sent, failed, bounced, skipped) values (:store, ?, ?, ?, ?, now(), now(), 0, 0, 0, 0, 0)",
                channel,
                json,
                sealed,
                // Random: a channel that is set up again must not have the ETag of an earlier one.
                ThreadLocalRandom.current().nextLong(1, 1L << 50));
    }

    private boolean update(StoreId store, ChannelKind channel, String json, String sealed, long version) {
        // Does not interrupt another node's turn.
        return sql.update(
                        store,
                        "update message_channel set settings = ?, secret = ?, version = version + 1,"
                                + " not_before = case when failures > 0 then created_at else not_before end, failures = 0"
                                + " where store_id = :store and channel = ? and version = ?",
                        json,
                        sealed,
                        channel,
                        version)
                == 1;
    }

    /** Removes a channel; what waits for it is not sent. Does nothing if there is none. Audited. */
    void remove(StoreId store, String actor, ChannelKind channel) {
        transactions.inStore(store, () -> {
            // Deliveries first, as everywhere: a turn that ends now locks them and then counts in the channel.
            cancel(store, channel);
            if (rows.delete(channel)) {
                // Those that were made until the channel was locked.
                cancel(store, channel);
                alarms.settle(store, alarmKey(channel));
                audit.record(store, actor, "message-channel.removed", channel.code(), "");
            }
        });
    }

    private void cancel(StoreId store, ChannelKind channel) {
        sql.update(
                store,
                "update message_delivery set state = 'CANCELLED', next_attempt_at = null, ended_at = now()"
                        + " where store_id = :store and channel = ? and next_attempt_at is not null",
                channel);
    }

    /**
     * Takes a lease to send, unless another node holds it or the channel is paused.
     *
     * @param lease the time after which another node may take over if this one does not release it
     */
    public Optional<MessageChannel> claim(StoreId store, ChannelKind channel, Duration lease) {
        return transactions.inStore(store, () -> {
            int claimed = sql.update(
                    store,
                    "update message_channel set not_before = now() + cast(? as integer) * interval '1' second"
                            + " where store_id = :store and channel = ? and not_before <= now()",
                    (int) lease.toSeconds(),
                    channel);
            return claimed == 1 ? rows.find(channel) : Optional.empty();
        });
    }

    /**
     * Ends a turn; after the pause any node may take the next one.
     *
     * @return false if the channel was removed meanwhile
     */
    public boolean release(StoreId store, ChannelKind channel, Duration pause, int failures) {
        return transactions.inStore(
                        store,
                        () -> sql.update(
                                store,
                                "update message_channel set not_before = now() + cast(? as integer) * interval '1' second,"
                                        + " failures = ? where store_id = :store and channel = ?",
                                (int) pause.toSeconds(),
                                failures,
                                channel))
                == 1;
    }

    /** Adds to the channel's counts, in the current transaction. */
    public void count(StoreId store, ChannelKind channel, Counts more) {
        sql.update(
                store,
                "update message_channel set sent = sent + ?, failed = failed + ?, bounced = bounced + ?,"
                        + " skipped = skipped + ? where store_id = :store and channel = ?",
                more.sent(),
                more.failed(),
                more.bounced(),
                more.skipped(),
                channel);
    }
}
