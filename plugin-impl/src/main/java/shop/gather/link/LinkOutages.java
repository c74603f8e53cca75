package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.clock.ShopTime;

/** The periods in which links were disabled. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class LinkOutages {

    private final StoreSql sql;

    @Inject
    LinkOutages(StoreSql sql) {
        this.sql = sql;
    }

    /** The periods in which some links were disabled. */
    public static final class Outages {
        private final List<Outage> all;

        private Outages(List<Outage> all) {
            this.all = all;
        }

        /** Whether a link was certainly disabled at the given time. */
        public boolean disabled(LinkId link, ShopTime at) {
            return all.stream()
                    .anyMatch(outage -> outage.link().equals(link)
                            && !outage.from().isAfter(at.earliest())
                            && (outage.until() == null || outage.until().isAfter(at.latest())));
        }
    }

    /**
     * A period in which a link was disabled.
     *
     * @param until null if it is still disabled
     */
    private record Outage(LinkId link, Instant from, Instant until) {}

    /** The periods in which the given links were disabled; at most one statement. */
    public Outages of(StoreId store, Collection<LinkId> links) {
        if (links.isEmpty()) {
            return new Outages(List.of());
        }
        String marks = links.stream().map(link -> "?").collect(Collectors.joining(", "));
        return new Outages(sql.list(
                store,
                "select link_id, disabled_at, enabled_at from group_link_outage where store_id = :store and link_id in ("
                        + marks + ")",
                row -> new Outage(
                        StoreSql.id(row, "link_id", LinkId::new),
                        StoreSql.instant(row, "disabled_at"),
                        StoreSql.instant(row, "enabled_at")),
                links.toArray()));
    }

    /** Records that an enabled link is now disabled. */
    void begin(StoreId store, LinkId link) {
        sql.update(
                store,
                "insert into group_link_outage (store_id, id, link_id, disabled_at) values (:store, ?, ?, now())",
                Ids.next(),
                link);
    }

    /** Records that a disabled link is now enabled. */
    void end(StoreId store, LinkId link) {
        sql.update(
                store,
                "update group_link_outage set enabled_at = now() where store_id = :store and link_id = ? and enabled_at is null",
                link);
    }
}
