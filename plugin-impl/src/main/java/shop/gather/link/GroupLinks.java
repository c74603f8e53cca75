package shop.gather.link;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import shop.gather.groupbuy.campaign.RunningArticles;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
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
 * The links of a store. The data for a redirect is copied to the directory of codes, where it is found by the code
 * alone; the copy is active only while the link is enabled and its leader is active. Thread-safe.
 */
@Singleton
class GroupLinks {

    private final Transactions transactions;
    private final GroupLinkRows rows;
    private final LinkDirectory directory;
    private final Leaders leaders;
    private final LinkRoutes routes;
    private final LinkOutages outages;
    private final RunningArticles articles;
    private final AuditLog audit;

    @Inject
    GroupLinks(
            Transactions transactions,
            GroupLinkRows rows,
            LinkDirectory directory,
            Leaders leaders,
            LinkRoutes routes,
            LinkOutages outages,
            RunningArticles articles,
            AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.directory = directory;
        this.leaders = leaders;
        this.routes = routes;
        this.outages = outages;
        this.articles = articles;
        this.audit = audit;
    }

    /**
     * Creates a link, in the caller's transaction.
     *
     * @throws ProblemException if there is no such leader, or the leader is suspended
     */
    GroupLink create(StoreId store, LeaderId leaderId, LinkTargets.Target target) {
        Leader leader = leaders.find(store, leaderId).orElseThrow(() -> ProblemException.notFound("leader"));
        if (!leader.active()) {
            throw new ProblemException(ProblemCode.CONFLICT, "This leader is suspended.");
        }
        return find(store, add(store, leaderId, target)).orElseThrow();
    }

    Optional<GroupLink> find(StoreId store, LinkId id) {
        return transactions.inStore(store, () -> rows.find(id.value()));
    }

    /** A page of links, newest first. */
    Page<GroupLink> page(StoreId store, String cursor, int limit) {
        return page(store, limit, () -> rows.newest(Page.before(cursor), limit + 1));
    }

    /** A page of one leader's links, newest first. */
    Page<GroupLink> pageOf(StoreId store, LeaderId leader, String cursor, int limit) {
        return page(store, limit, () -> rows.newestOf(leader.value(), Page.before(cursor), limit + 1));
    }

    private Page<GroupLink> page(StoreId store, int limit, Supplier<List<GroupLink>> query) {
        return Page.of(
                transactions.inStore(store, query), limit, link -> link.id().value(), link -> link);
    }

    /**
     * Disables or enables a link; all nodes see the change within 5 seconds. Orders placed while it is disabled are not
     * attributed through it.
     *
     * @throws ProblemException if there is no such link, or it was changed since it was read
     */
    GroupLink setLive(StoreId store, String actor, LinkId id, String ifMatch, boolean live) {
        GroupLink changed = transactions.inStore(store, () -> {
            GroupLink link = find(store, id).orElseThrow(() -> ProblemException.notFound("link"));
            EntityTags.require(ifMatch, link.version());
            if (!rows.setLive(id.value(), link.version(), live)) {
                throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
            }
            if (link.live() && !live) {
                outages.begin(store, id);
            } else if (!link.live() && live) {
                outages.end(store, id);
            }
            directory.setLive(store, id, live);
            audit.record(store, actor, live ? "group-link.revived" : "group-link.killed", id.toString(), link.code());
            return find(store, id).orElseThrow();
        });
        routes.forget(changed.code());
        return changed;
    }

    /** Creates the first link of a new leader: to a variant of a running campaign, else to the shop's front page. */
    void on(@Observes @Priority(200) LeaderAppointed appointed) {
        LinkTargets.Target target = articles.newest()
                .map(article -> new LinkTargets.Target(article.variantId(), article.page(), appointed.home()))
                .orElseGet(() -> new LinkTargets.Target(null, appointed.home(), appointed.home()));
        add(appointed.store(), appointed.leader().id(), target);
    }

    /** Deactivates the links of a suspended leader; enabled links are active again when the suspension ends. */
    void on(@Observes LeaderStateChanged change) {
        directory.setLeaderLive(change.store(), change.leader(), change.active());
    }

    private LinkId add(StoreId store, LeaderId leader, LinkTargets.Target target) {
        GroupLink link = new GroupLink(
                new LinkId(Ids.next()), directory.unusedCode(), leader, target.variantId(), target.page());
        rows.insert(link);
        directory.add(store, link, target.home());
        return link.id();
    }
}
