package shop.gather.groupbuy.fulfilment.point;

import static shop.gather.platform.Id.orNull;
import static shop.gather.platform.Id.valueOrNull;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.platform.LeaderId;

/**
 * Where buyers collect what they have bought. The owner creates and changes it. One that is not active can no longer be
 * chosen; places that have chosen it before are still collected there. An instance holds its row as it was read;
 * {@link PickupPointRows} changes the row.
 */
@Entity
public class PickupPoint {

    private static final String LINE = "\n";

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String name;

    private String address;

    private String zone;

    private String hours;

    private Double latitude;

    private Double longitude;

    private Integer capacity;

    @Enumerated(EnumType.STRING)
    private CapacityPer capacityPer;

    private UUID leaderId;

    private UUID communityId;

    private boolean active;

    private long version;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    /** For Hibernate. */
    protected PickupPoint() {}

    /** A point without a row, as it was requested. */
    PickupPoint(PickupPointId id, PointRequest wanted, LeaderId leader, UUID community) {
        this.id = id.value();
        this.name = wanted.name().strip();
        this.address = String.join(
                LINE, wanted.addressLines().stream().map(String::strip).toList());
        this.zone = wanted.zone().strip();
        this.hours = wanted.openingHours().json();
        this.latitude = wanted.latitude() == null ? null : wanted.latitude().doubleValue();
        this.longitude = wanted.longitude() == null ? null : wanted.longitude().doubleValue();
        this.capacity = wanted.capacity();
        this.capacityPer = wanted.unit();
        this.leaderId = valueOrNull(leader);
        this.communityId = community;
        this.active = wanted.isActive();
    }

    public PickupPointId id() {
        return new PickupPointId(id);
    }

    public String name() {
        return name;
    }

    /** The name and the address on one line. */
    public String label() {
        return name + ", " + address.replace(LINE, ", ");
    }

    public List<String> addressLines() {
        return List.of(address.split(LINE));
    }

    /** The address as stored. */
    String address() {
        return address;
    }

    public ZoneId zone() {
        return ZoneId.of(zone);
    }

    public OpeningHours hours() {
        return OpeningHours.read(hours);
    }

    String hoursText() {
        return hours;
    }

    Double latitude() {
        return latitude;
    }

    Double longitude() {
        return longitude;
    }

    /** The most places; empty for no limit. */
    public OptionalInt capacity() {
        return capacity == null ? OptionalInt.empty() : OptionalInt.of(capacity);
    }

    public CapacityPer capacityPer() {
        return capacityPer;
    }

    /** The leader who hands over there; empty if only the owner does. */
    public Optional<LeaderId> leader() {
        return Optional.ofNullable(orNull(leaderId, LeaderId::new));
    }

    /** The id of the community for which it is; null for everybody. */
    UUID community() {
        return communityId;
    }

    public boolean isActive() {
        return active;
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }
}
