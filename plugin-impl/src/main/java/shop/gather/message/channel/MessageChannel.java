package shop.gather.message.channel;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.http.StrictJson;

/**
 * A channel that a store set up, as its row was read; {@link MessageChannels} changes the row. It sends until its owner
 * removes it, and pauses for a while when nothing can be sent.
 */
@Entity
@Immutable
public class MessageChannel {

    @Id
    @Enumerated(EnumType.STRING)
    private ChannelKind channel;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String settings;

    private String secret;

    private long version;

    private int failures;

    private long sent;

    private long failed;

    private long bounced;

    private long skipped;

    /** For Hibernate. */
    protected MessageChannel() {}

    /** The encryption context of a channel's secret. */
    static String context(StoreId store, ChannelKind channel) {
        return "message-channel:" + store + ":" + channel;
    }

    public StoreId store() {
        return new StoreId(storeId);
    }

    public ChannelKind kind() {
        return channel;
    }

    /** The settings, of the record of its kind. */
    <T> T settings(Class<T> type) {
        return StrictJson.codec().fromJson(settings, type);
    }

    boolean hasSecret() {
        return secret != null;
    }

    /**
     * Null if it has none.
     *
     * @throws NotificationChannel.ChannelDown if it cannot be read
     */
    String secret(SecretBox secrets) {
        try {
            return secret == null ? null : secrets.decrypt(secret, context(store(), channel));
        } catch (IllegalStateException unreadable) {
            throw new NotificationChannel.ChannelDown(
                    "The stored password or secret cannot be read, because its key is missing. Set the channel again.");
        }
    }

    long version() {
        return version;
    }

    /** The number of consecutive turns that ended in a pause and had sent nothing. */
    public int failures() {
        return failures;
    }

    /** The number of messages that were given up since it was set up. */
    public long failed() {
        return failed;
    }

    Counts counts() {
        return new Counts(sent, failed, bounced, skipped);
    }
}
