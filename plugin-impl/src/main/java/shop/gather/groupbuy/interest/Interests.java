package shop.gather.groupbuy.interest;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.member.MembersMerged;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * The rows of interests. An interest ends when the member ends it, is erased, or has not repeated it for a year.
 * Thread-safe.
 */
@Singleton
class Interests implements Sweeper {

    /** The maximum number of interests of a member. */
    static final int MOST = 100;

    /** The maximum number of articles in the owner's list. */
    private static final int MOST_ARTICLES = 200;

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final MemberLock lock;
    private final Work work;
    private final int days;

    @Inject
    Interests(Transactions transactions, StoreSql sql, MemberLock lock, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.lock = lock;
        this.work = work;
        this.days = Math.toIntExact(Math.max(
                1,
                GatherConfig.duration("gather.interests.keep", Duration.ofDays(365))
                        .toDays()));
    }

    /**
     * One interest of a member.
     *
     * @param campaign the campaign's id; null for an interest in an article
     * @param title of the article when the member asked
     * @param until when it ends by itself
     */
    public record Interest(String variantId, String campaign, String title, Instant since, Instant until) {

        static Interest read(ResultSet row) throws SQLException {
            String campaign = row.getString("campaign");
            return new Interest(
                    row.getString("variant_id"),
                    campaign.isEmpty() ? null : campaign,
                    row.getString("title"),
                    StoreSql.instant(row, "created_at"),
                    StoreSql.instant(row, "delete_at"));
        }
    }

    /** @param members the number of members who are interested in the article, or in a campaign of it */
    public record Demand(String variantId, String title, int members) {}

    List<Interest> of(StoreId store, MemberId member) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from interest where store_id = :store and member_id = ? order by created_at desc,"
                                + " variant_id, campaign",
                        Interest::read,
                        member));
    }

    /** The articles that most members are interested in, at most 200. */
    List<Demand> demand(StoreId store) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select variant_id, max(title) as title, count(distinct member_id) as members from interest"
                                + " where store_id = :store group by variant_id order by members desc, variant_id"
                                + " fetch first " + MOST_ARTICLES + " rows only",
                        row -> new Demand(row.getString("variant_id"), row.getString("title"), row.getInt("members"))));
    }

    /**
     * Adds an interest. One that exists is kept for another year.
     *
     * @param campaign empty for an interest in an article
     * @throws ProblemException NOT_FOUND if the member is erased; CONFLICT if the member has too many interests
     */
    void add(StoreId store, MemberId member, String variantId, String campaign, String title) {
        transactions.inStore(store, () -> {
            lock.take(store, member)
                    .filter(locked -> !locked.erased())
                    .orElseThrow(() -> ProblemException.notFound("member"));
            if (sql.update(
                            store,
                            "update interest set title = ?, delete_at = now() + cast(? as integer) * interval '1' day"
                                    + " where store_id = :store and member_id = ? and variant_id = ? and campaign = ?",
                            title,
                            days,
                            member,
                            variantId,
                            campaign)
                    == 1) {
                return;
            }
            if (count(store, member) >= MOST) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "A member can have " + MOST + " interests at most. End another one.");
            }
            sql.update(
                    store,
                    "insert into interest (store_id, member_id, variant_id, campaign, title, created_at, delete_at)"
                            + " values (:store, ?, ?, ?, ?, now(), now() + cast(? as integer) * interval '1' day)",
                    member,
                    variantId,
                    campaign,
                    title,
                    days);
        });
    }

    private int count(StoreId store, MemberId member) {
        return sql.first(
                        store,
                        "select count(*) as n from interest where store_id = :store and member_id = ?",
                        row -> row.getInt("n"),
                        member)
                .orElseThrow();
    }

    /** Ends a member's interest in an article. Idempotent. */
    void endArticle(StoreId store, MemberId member, String variantId) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "delete from interest where store_id = :store and member_id = ? and variant_id = ? and campaign = ''",
                        member,
                        variantId));
    }

    /** Ends a member's interest in a campaign. Idempotent. */
    void endCampaign(StoreId store, MemberId member, String campaign) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "delete from interest where store_id = :store and member_id = ? and campaign = ?",
                        member,
                        campaign));
    }

    void on(@Observes MemberErased erasure) {
        sql.update(erasure.store(), "delete from interest where store_id = :store and member_id = ?", erasure.member());
    }

    /** The interests of a member whom nobody can be any more move to the remaining member. */
    void on(@Observes MembersMerged merge) {
        if (!merge.told()) {
            return;
        }
        sql.update(
                merge.store(),
                "update interest set member_id = ? where store_id = :store and member_id = ?"
                        + " and not exists (select 1 from interest o where o.store_id = :store and o.member_id = ?"
                        + " and o.variant_id = interest.variant_id and o.campaign = interest.campaign)",
                merge.into(),
                merge.from(),
                merge.into());
        sql.update(merge.store(), "delete from interest where store_id = :store and member_id = ?", merge.from());
    }

    /** Deletes interests that have ended by themselves, some of each store at a time. */
    @Override
    public void sweep() {
        new LinkedHashSet<>(transactions.inDirectory(() -> sql.directory(
                        "select store_id from interest where delete_at < now() order by delete_at limit " + BATCH,
                        row -> new StoreId(StoreSql.uuid(row, "store_id")))))
                .forEach(store -> work.soon(store, "expired-interests:" + store, () -> deleteExpired(store)));
    }

    /** Deletes one batch of a store's interests that have ended. Returns how many. */
    int deleteExpired(StoreId store) {
        return transactions.inStore(store, () -> {
            List<Object[]> expired = sql.list(
                    store,
                    "select member_id, variant_id, campaign from interest where store_id = :store and delete_at < now()"
                            + " order by delete_at limit " + BATCH,
                    row -> new Object[] {
                        StoreSql.id(row, "member_id", MemberId::new),
                        row.getString("variant_id"),
                        row.getString("campaign")
                    });
            sql.batch(
                    store,
                    "delete from interest where store_id = :store and member_id = ? and variant_id = ? and campaign = ?"
                            + " and delete_at < now()",
                    expired);
            return expired.size();
        });
    }
}
