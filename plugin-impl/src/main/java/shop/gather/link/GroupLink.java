package shop.gather.link;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.platform.LeaderId;

/**
 * A leader's short link into the shop. Its target is read from the shop when the link is created; a visitor cannot
 * change it. It can be disabled and enabled. A disabled link, or a link of a suspended leader, leads to the shop's
 * front page and is not evidence for orders placed meanwhile. Holds the values of its row at the time it was read;
 * {@link GroupLinkRows} updates the row.
 */
@Entity
class GroupLink {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Version
    private long version;

    private String code;
    private UUID leaderId;
    private String variantId;
    private String target;
    private boolean live;

    @Formula("coalesce((select sum(n.clicks) from click_count n where n.store_id = store_id and n.link_id = id), 0)")
    private long clicks;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    /** For Hibernate. */
    protected GroupLink() {}

    /**
     * A new, enabled link that has no row yet.
     *
     * @param variant null for the shop's front page
     */
    GroupLink(LinkId id, String code, LeaderId leader, String variant, URI target) {
        this.id = id.value();
        this.code = code;
        this.leaderId = leader.value();
        this.variantId = variant;
        this.target = target.toString();
        this.live = true;
    }

    LinkId id() {
        return new LinkId(id);
    }

    long version() {
        return version;
    }

    String code() {
        return code;
    }

    LeaderId leaderId() {
        return new LeaderId(leaderId);
    }

    /** The variant that it shows; null for the shop's front page. */
    String variantId() {
        return variantId;
    }

    /** The target address while it is enabled. */
    String target() {
        return target;
    }

    /** Whether it is enabled. */
    boolean live() {
        return live;
    }

    /** The number of clicks, delayed by some seconds. */
    long clicks() {
        return clicks;
    }

    Instant createdAt() {
        return createdAt;
    }
}
