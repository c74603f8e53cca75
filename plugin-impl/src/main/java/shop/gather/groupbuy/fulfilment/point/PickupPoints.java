package shop.gather.groupbuy.fulfilment.point;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.terms.FulfilmentPolicy;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Leaders;

/** The pickup points of a store. Thread-safe. */
@Singleton
public class PickupPoints {

    private final Transactions transactions;
    private final PickupPointRows rows;
    private final Leaders leaders;
    private final PickupCommunities communities;
    private final AuditLog audit;

    @Inject
    PickupPoints(
            Transactions transactions,
            PickupPointRows rows,
            Leaders leaders,
            PickupCommunities communities,
            AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.leaders = leaders;
        this.communities = communities;
        this.audit = audit;
    }

    /** In the caller's transaction. */
    PickupPoint create(StoreId store, String actor, PointRequest wanted) {
        PickupPoint point = planned(store, new PickupPointId(Ids.next()), wanted);
        rows.insert(point);
        audit.record(store, actor, "pickup-point.created", point.id().toString(), point.name());
        return require(store, point.id());
    }

    /** @throws ProblemException NOT_FOUND, VERSION_MISMATCH, or INVALID_VALUE */
    PickupPoint change(StoreId store, String actor, PickupPointId id, String ifMatch, PointRequest wanted) {
        return transactions.inStore(store, () -> {
            PickupPoint seen = require(store, id);
            EntityTags.require(ifMatch, seen.version());
            if (!rows.change(planned(store, id, wanted), seen.version())) {
                throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
            }
            PickupPoint changed = require(store, id);
            String details = changed.name() + (changed.isActive() ? "" : " (not active)");
            audit.record(store, actor, "pickup-point.changed", id.toString(), details);
            return changed;
        });
    }

    private PickupPoint planned(StoreId store, PickupPointId id, PointRequest wanted) {
        wanted.check();
        LeaderId leader = null;
        if (wanted.leaderId() != null) {
            leader = Check.id(wanted.leaderId(), "leader", LeaderId::new);
            leaders.find(store, leader).orElseThrow(() -> ProblemException.notFound("leader"));
        }
        UUID community = null;
        if (wanted.communityId() != null) {
            community = Check.id(wanted.communityId(), "community");
            if (!communities.exists(store, community)) {
                throw ProblemException.notFound("community");
            }
        }
        return new PickupPoint(id, wanted, leader, community);
    }

    public Optional<PickupPoint> find(StoreId store, PickupPointId id) {
        return transactions.inStore(store, () -> rows.find(id.value()));
    }

    /** @throws ProblemException NOT_FOUND */
    public PickupPoint require(StoreId store, PickupPointId id) {
        return find(store, id).orElseThrow(() -> ProblemException.notFound("pickup point"));
    }

    /**
     * A point at which a leader hands over.
     *
     * @throws ProblemException NOT_FOUND if it is not the leader's
     */
    public PickupPoint requireOf(StoreId store, LeaderId leader, PickupPointId id) {
        return find(store, id)
                .filter(point -> point.leader().equals(Optional.of(leader)))
                .orElseThrow(() -> ProblemException.notFound("pickup point"));
    }

    /** The points with these ids; unknown ids are left out. At most one statement. */
    public Map<PickupPointId, PickupPoint> among(StoreId store, Collection<PickupPointId> ids) {
        List<UUID> values = ids.stream().map(PickupPointId::value).distinct().toList();
        return values.isEmpty()
                ? Map.of()
                : transactions.inStore(store, () -> rows.among(values)).stream()
                        .collect(Collectors.toMap(PickupPoint::id, Function.identity()));
    }

    /** @throws ProblemException INVALID_VALUE if a policy names a point that the store has not */
    public void requireKnown(StoreId store, FulfilmentPolicy policy) {
        policy.pickup().ifPresent(pickup -> {
            Map<PickupPointId, PickupPoint> known = among(store, pickup.points());
            pickup.points().stream()
                    .filter(id -> !known.containsKey(id))
                    .findFirst()
                    .ifPresent(id -> {
                        throw ProblemException.invalid("fulfilmentPolicy.points: there is no pickup point " + id + ".");
                    });
        });
    }

    /** The points that a policy names and that buyers can choose now, at most so many. */
    public List<PickupPoint> choosable(StoreId store, PickupAtPoints policy, int most) {
        List<UUID> ids = policy.points().stream().map(PickupPointId::value).toList();
        return transactions.inStore(
                store, () -> ids.isEmpty() ? rows.active(Page.START, most) : rows.activeAmong(ids, Page.START, most));
    }

    Page<PickupPoint> page(StoreId store, String cursor, int limit) {
        return page(store, limit, () -> rows.newest(Page.before(cursor), limit + 1));
    }

    /** The points at which a leader hands over, newest first. */
    public Page<PickupPoint> pageOf(StoreId store, LeaderId leader, String cursor, int limit) {
        return page(store, limit, () -> rows.ofLeader(leader.value(), Page.before(cursor), limit + 1));
    }

    /**
     * The active points, newest first.
     *
     * @param policy the points of which campaign; null for all
     * @param community the id of the community; null for all points
     */
    public Page<PickupPoint> active(StoreId store, PickupAtPoints policy, UUID community, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<UUID> ids = policy == null
                ? List.of()
                : policy.points().stream().map(PickupPointId::value).toList();
        return page(store, limit, () -> {
            if (ids.isEmpty()) {
                return community == null ? rows.active(before, limit + 1) : rows.activeOf(community, before, limit + 1);
            }
            return community == null
                    ? rows.activeAmong(ids, before, limit + 1)
                    : rows.activeAmongOf(community, ids, before, limit + 1);
        });
    }

    private Page<PickupPoint> page(StoreId store, int limit, Supplier<List<PickupPoint>> query) {
        return Page.of(
                transactions.inStore(store, query), limit, point -> point.id().value(), point -> point);
    }
}
