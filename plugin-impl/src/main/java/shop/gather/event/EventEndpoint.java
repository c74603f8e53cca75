package shop.gather.event;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.platform.crypto.SecretBox;

/**
 * Where a store's events go. Out of use it stays, for what was sent there. Says what its row said when it was read;
 * {@link EventEndpointRows} changes the row.
 */
@Entity
class EventEndpoint {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String url;

    private String secret;

    private boolean active;

    private int failures;

    private boolean alarmed;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant notBefore;

    /** For Hibernate. */
    protected EventEndpoint() {}

    /**
     * One that has no row yet.
     *
     * @param secret encrypted in the {@link #context}
     */
    EventEndpoint(UUID id, String url, String secret) {
        this.id = id;
        this.url = url;
        this.secret = secret;
        this.active = true;
    }

    /** What an endpoint's secret belongs to. */
    static String context(UUID store, UUID id) {
        return "event-endpoint:" + store + ":" + id;
    }

    UUID id() {
        return id;
    }

    String url() {
        return url;
    }

    /** As the receiver needs it: {@code whsec_} and base64. */
    String secret(SecretBox secrets) {
        return secrets.decrypt(secret, context(storeId, id));
    }

    boolean active() {
        return active;
    }

    /** Turns in a row in which it accepted nothing. */
    int failures() {
        return failures;
    }

    /** Whether the owner has an alarm about it. */
    boolean alarmed() {
        return alarmed;
    }

    Instant createdAt() {
        return createdAt;
    }
}
