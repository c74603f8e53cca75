package shop.gather.groupbuy.fulfilment.point;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;
import shop.gather.platform.Id;

/**
 * Queries and updates of the table of pickup points, checked at compile time; the implementation is generated. Runs in
 * the caller's transaction, on the rows of its store. Thread-safe.
 */
interface PickupPointRows {

    StatelessSession session();

    default void insert(PickupPoint point) {
        session().insert(point);
    }

    @Find
    Optional<PickupPoint> find(UUID id);

    @HQL("where id in :ids")
    List<PickupPoint> among(List<UUID> ids);

    @HQL("where id < :before order by id desc limit :most")
    List<PickupPoint> newest(UUID before, int most);

    @HQL("where active and id < :before order by id desc limit :most")
    List<PickupPoint> active(UUID before, int most);

    /** As {@link #active}, of one community. */
    @HQL("where active and communityId = :community and id < :before order by id desc limit :most")
    List<PickupPoint> activeOf(UUID community, UUID before, int most);

    /** As {@link #active}, of the given points. */
    @HQL("where active and id in :ids and id < :before order by id desc limit :most")
    List<PickupPoint> activeAmong(List<UUID> ids, UUID before, int most);

    /** As {@link #activeOf}, of the given points. */
    @HQL("where active and communityId = :community and id in :ids and id < :before order by id desc limit :most")
    List<PickupPoint> activeAmongOf(UUID community, List<UUID> ids, UUID before, int most);

    /** The points at which a leader hands over, active or not. */
    @HQL("where leaderId = :leader and id < :before order by id desc limit :most")
    List<PickupPoint> ofLeader(UUID leader, UUID before, int most);

    /** Writes a changed point; false if its row has changed since the version that was seen. */
    default boolean change(PickupPoint next, long seen) {
        return change(
                next.id().value(),
                seen,
                next.name(),
                next.address(),
                next.zone().getId(),
                next.hoursText(),
                next.latitude(),
                next.longitude(),
                next.capacity().isPresent() ? (Integer) next.capacity().getAsInt() : null,
                next.capacityPer(),
                Id.valueOrNull(next.leader().orElse(null)),
                next.community(),
                next.isActive());
    }

    @HQL("update PickupPoint set name = :name, address = :address, zone = :zone, hours = :hours, latitude = :latitude,"
            + " longitude = :longitude, capacity = :capacity, capacityPer = :capacityPer, leaderId = :leader,"
            + " communityId = :community, active = :active, version = version + 1 where id = :id and version = :seen")
    boolean change(
            UUID id,
            long seen,
            String name,
            String address,
            String zone,
            String hours,
            Double latitude,
            Double longitude,
            Integer capacity,
            CapacityPer capacityPer,
            UUID leader,
            UUID community,
            boolean active);
}
