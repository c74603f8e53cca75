package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
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

    /** Which of these links were disabled for certain at a time; at most one statement. */
    public Set<UUID> disabled(StoreId store, Collection<UUID> links, ShopTime at) {
        if (links.isEmpty()) {
            return Collections.emptySet();
        }
        String marks = links.stream().map(link -> "?").collect(Collectors.joining(", "));
        Object[] args = new Object[links.size() + 2];
        System.arraycopy(links.toArray(), 0, args, 0, links.size());
        args[links.size()] = at.earliest();
        args[links.size() + 1] = at.latest();
        return new HashSet<>(sql.list(
                store,
                "select distinct link_id from group_link_outage where store_id = :store and link_id in (" + marks + ")"
                        + " and disabled_at <= ? and (enabled_at is null or enabled_at > ?)",
                row -> StoreSql.uuid(row, "link_id"),
                args));
    }

    /** Notes that a link, which was enabled, is disabled from now on. */
    void begin(StoreId store, UUID link) {
        sql.update(
                store,
                "insert into group_link_outage (store_id, id, link_id, disabled_at) values (:store, ?, ?, now())",
                Ids.next(),
                link);
    }

    /** Notes that a link, which was disabled, is enabled from now on. */
    void end(StoreId store, UUID link) {
        sql.update(
                store,
                "update group_link_outage set enabled_at = now() where store_id = :store and link_id = ? and enabled_at is null",
                link);
    }
}
