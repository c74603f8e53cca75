package shop.gather.shop.alarm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** The row of an alarm, for the API; {@link Alarms} raises and settles it. */
@Entity
@Table(name = "alarm")
class RaisedAlarm {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String kind;

    private String message;

    private Instant raisedAt;

    private Instant closedAt;

    private boolean dismissed;

    /** For Hibernate. */
    protected RaisedAlarm() {}

    Alarms.Alarm view() {
        return new Alarms.Alarm(id, kind, message, raisedAt, closedAt);
    }
}
