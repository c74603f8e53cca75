package shop.gather.event;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;

/**
 * An address to which a store's events are sent. Its row is kept after it is removed, because deliveries refer to it.
 * Holds the values of its row at the time it was read; {@link EventEndpointRows} updates the row.
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
     * A new instance that has no row yet.
     *
     * @param secret the secret, encrypted with {@link #context}
     */
    EventEndpoint(EndpointId id, String url, String secret) {
        this.id = id.value();
        this.url = url;
        this.secret = secret;
        this.active = true;
    }

    /** The encryption context of an endpoint's secret. */
    static String context(StoreId store, EndpointId id) {
        return "event-endpoint:" + store + ":" + id;
    }

    EndpointId id() {
        return new EndpointId(id);
    }

    String url() {
        return url;
    }

    /** The secret in the receiver's form: {@code whsec_} and base64. */
    String secret(SecretBox secrets) {
        return secrets.decrypt(secret, context(new StoreId(storeId), id()));
    }

    boolean active() {
        return active;
    }

    /** The number of consecutive turns in which it accepted nothing. */
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
