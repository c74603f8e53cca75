package shop.gather.link;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.groupbuy.campaign.RunningArticles;
import shop.gather.platform.Codes;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.LeaderAppointed;
import shop.gather.recruitment.LeaderStateChanged;
import shop.gather.recruitment.Leaders;

/**
 * The links of a store. What a redirect needs is copied to the directory of codes, so that it is found by the code
 * alone: alive only while the link and its leader are. Thread-safe.
 */
@Singleton
class GroupLinks {

    /** Almost 50 bits: nobody finds a link by trying, and it still fits on a poster. */
    static final int CODE_LENGTH = 10;

    private static final String SELECT =
            "select g.id, g.code, g.leader_id, g.variant_id, g.target, g.live, g.version, g.created_at,"
                    + " coalesce((select sum(n.clicks) from click_count n where n.store_id = g.store_id and n.link_id = g.id), 0)"
                    + " as clicks from group_link g where g.store_id = :store";

    private final Transactions transactions;
    private final StoreSql sql;
    private final Leaders leaders;
    private final LinkRoutes routes;
    private final LinkOutages outages;
    private final RunningArticles articles;
    private final AuditLog audit;

    @Inject
    GroupLinks(
            Transactions transactions,
            StoreSql sql,
            Leaders leaders,
            LinkRoutes routes,
            LinkOutages outages,
            RunningArticles articles,
            AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.leaders = leaders;
        this.routes = routes;
        this.outages = outages;
        this.articles = articles;
        this.audit = audit;
    }

    /**
     * Makes a link, in the caller's transaction.
     *
     * @throws ProblemException if there is no such leader, or it is suspended
     */
    GroupLink create(StoreId store, UUID leaderId, LinkTargets.Target target) {
        Leader leader = leaders.find(store, leaderId).orElseThrow(() -> ProblemException.notFound("leader"));
        if (!leader.active()) {
            throw new ProblemException(ProblemCode.CONFLICT, "This leader is suspended.");
        }
        UUID id = insert(store, leaderId, target);
        return find(store, id).orElseThrow();
    }

    Optional<GroupLink> find(StoreId store, UUID id) {
        return transactions.inStore(store, () -> sql.first(store, SELECT + " and g.id = ?", GroupLinks::read, id));
    }

    /** A page of links, newest first. */
    Page<GroupLink> page(StoreId store, String cursor, int limit) {
        List<GroupLink> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        SELECT + " and g.id < ? order by g.id desc limit ?",
                        GroupLinks::read,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, GroupLink::id, link -> link);
    }

    /** A page of one leader's links, newest first. */
    Page<GroupLink> pageOf(StoreId store, UUID leader, String cursor, int limit) {
        List<GroupLink> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        SELECT + " and g.leader_id = ? and g.id < ? order by g.id desc limit ?",
                        GroupLinks::read,
                        leader,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, GroupLink::id, link -> link);
    }

    /**
     * Disables or enables a link; seen by all nodes within 5 seconds. Orders placed while it is disabled get no credit
     * by it.
     *
     * @throws ProblemException if there is no such link, or it was changed since it was read
     */
    GroupLink setLive(StoreId store, String actor, UUID id, String ifMatch, boolean live) {
        GroupLink changed = transactions.inStore(store, () -> {
            GroupLink link = find(store, id).orElseThrow(() -> ProblemException.notFound("link"));
            EntityTags.require(ifMatch, link.version());
            int rows = sql.update(
                    store,
                    "update group_link set live = ?, version = version + 1 where store_id = :store and id = ? and version = ?",
                    live,
                    id,
                    link.version());
            if (rows == 0) {
                throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
            }
            if (link.live() && !live) {
                outages.begin(store, id);
            } else if (!link.live() && live) {
                outages.end(store, id);
            }
            sql.update(store, "update link_code set link_live = ? where store_id = :store and link_id = ?", live, id);
            audit.record(store, actor, live ? "group-link.revived" : "group-link.killed", id.toString(), link.code());
            return find(store, id).orElseThrow();
        });
        routes.forget(changed.code());
        return changed;
    }

    /** A new leader has a link at once: to what a campaign of today sells, else to the shop's front page. */
    void on(@Observes @Priority(200) LeaderAppointed appointed) {
        StoreId store = appointed.store();
        LinkTargets.Target target = articles.newest(store)
                .map(article -> new LinkTargets.Target(article.variantId(), article.page(), appointed.home()))
                .orElseGet(() -> new LinkTargets.Target(null, appointed.home(), appointed.home()));
        insert(store, appointed.leader().id(), target);
    }

    /** The links of a suspended leader lead nowhere; those that were alive come back with her. */
    void on(@Observes LeaderStateChanged change) {
        sql.update(
                change.store(),
                "update link_code set leader_live = ? where store_id = :store and leader_id = ?",
                change.active(),
                change.leader());
    }

    private UUID insert(StoreId store, UUID leader, LinkTargets.Target target) {
        UUID id = Ids.next();
        String code = unusedCode();
        sql.update(
                store,
                "insert into group_link (store_id, id, code, leader_id, variant_id, target, live, version, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, true, 0, now())",
                id,
                code,
                leader,
                target.variantId(),
                target.page().toString());
        sql.update(
                store,
                "insert into link_code (code, store_id, link_id, leader_id, variant_id, target, home, link_live, leader_live)"
                        + " values (?, :store, ?, ?, ?, ?, ?, true, true)",
                code,
                id,
                leader,
                target.variantId(),
                target.page().toString(),
                target.home().toString());
        return id;
    }

    /**
     * Codes are unique in the deployment. Two equal ones made at the same instant would collide at the insert; that
     * never happens twice.
     */
    private String unusedCode() {
        while (true) {
            String code = Codes.random(CODE_LENGTH);
            if (sql.directory("select code from link_code where code = ?", row -> 1, code)
                    .isEmpty()) {
                return code;
            }
        }
    }

    private static GroupLink read(ResultSet row) throws SQLException {
        return new GroupLink(
                StoreSql.uuid(row, "id"),
                row.getString("code"),
                StoreSql.uuid(row, "leader_id"),
                row.getString("variant_id"),
                row.getString("target"),
                row.getBoolean("live"),
                row.getLong("clicks"),
                row.getLong("version"),
                StoreSql.instant(row, "created_at"));
    }
}
