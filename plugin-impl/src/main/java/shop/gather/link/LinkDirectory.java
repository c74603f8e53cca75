package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import shop.gather.platform.Codes;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * Writes the directory of codes, in which {@link LinkRoutes} finds the data for a redirect by the code alone. Uses
 * native SQL, like its reader, because the directory is not a table of one store. Runs in the caller's transaction.
 * Thread-safe.
 */
@Singleton
class LinkDirectory {

    private final StoreSql sql;

    @Inject
    LinkDirectory(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Codes are unique in the deployment. If two transactions generate the same code at the same time, one insert
     * fails; this is so unlikely that it is not handled.
     */
    String unusedCode() {
        while (true) {
            String code = Codes.random(LinkCode.LENGTH);
            if (sql.directory("select code from link_code where code = ?", row -> 1, code)
                    .isEmpty()) {
                return code;
            }
        }
    }

    /** Adds a new link of an active leader. */
    void add(StoreId store, GroupLink link, URI home) {
        sql.update(
                store,
                "insert into link_code (code, store_id, link_id, leader_id, variant_id, target, home, link_live, leader_live)"
                        + " values (?, :store, ?, ?, ?, ?, ?, true, true)",
                link.code(),
                link.id(),
                link.leaderId(),
                link.variantId(),
                link.target(),
                home.toString());
    }

    void setLive(StoreId store, LinkId link, boolean live) {
        sql.update(store, "update link_code set link_live = ? where store_id = :store and link_id = ?", live, link);
    }

    void setLeaderLive(StoreId store, LeaderId leader, boolean live) {
        sql.update(
                store, "update link_code set leader_live = ? where store_id = :store and leader_id = ?", live, leader);
    }

    /** Changes the target of the links to a variant. */
    void lead(StoreId store, String variant, URI page, URI home) {
        String target = page.toString();
        String front = home.toString();
        sql.update(
                store,
                "update link_code set target = ?, home = ? where store_id = :store and variant_id = ?"
                        + " and (target <> ? or home <> ?)",
                target,
                front,
                variant,
                target,
                front);
    }

    /** Changes the target of the links to the front page. */
    void leadHome(StoreId store, URI home) {
        String front = home.toString();
        sql.update(
                store,
                "update link_code set target = ?, home = ? where store_id = :store and variant_id is null"
                        + " and (target <> ? or home <> ?)",
                front,
                front,
                front,
                front);
    }
}
