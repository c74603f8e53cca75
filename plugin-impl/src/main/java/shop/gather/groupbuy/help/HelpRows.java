package shop.gather.groupbuy.help;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;

/**
 * Who has helped whom. A member has one row for a campaign. What was given stays given: a team keeps its number of helps
 * when a helper is erased or merged. All methods run in the current transaction. Thread-safe.
 */
@Singleton
class HelpRows {

    private final StoreSql sql;

    @Inject
    HelpRows(StoreSql sql) {
        this.sql = sql;
    }

    /** @param step which help of the team it was; 1 for the first */
    record Help(TeamId team, int step) {}

    /** The help that the member has given in the campaign. */
    Optional<Help> of(StoreId store, CampaignId campaign, MemberId member) {
        return sql.first(
                store,
                "select team_id, step from team_help where store_id = :store and campaign_id = ? and member_id = ?",
                row -> new Help(StoreSql.id(row, "team_id", TeamId::new), row.getInt("step")),
                campaign,
                member);
    }

    /**
     * Records a help. Does not lock the member for others: two buyers may help each other at the same time.
     *
     * @throws DuplicateKey if the member has helped in the campaign
     */
    void insert(StoreId store, CampaignId campaign, MemberId member, Help help) {
        sql.update(
                store,
                "insert into team_help (store_id, campaign_id, member_id, team_id, step, helped_at)"
                        + " values (:store, ?, ?, ?, ?, now())",
                campaign,
                member,
                help.team(),
                help.step());
    }

    /** Whether a place of the team is, or was, the member's. */
    boolean isBuyer(StoreId store, TeamId team, MemberId member) {
        return sql.first(
                        store,
                        "select 1 as one from participation where store_id = :store and team_id = ? and member_id = ?"
                                + " fetch first 1 row only",
                        row -> true,
                        team,
                        member)
                .isPresent();
    }

    void on(@Observes MemberErased erasure) {
        sql.update(
                erasure.store(), "delete from team_help where store_id = :store and member_id = ?", erasure.member());
    }

    /** Two members who are one person have helped once in a campaign. */
    void on(@Observes MembersMerged merge) {
        if (!merge.told()) {
            return;
        }
        sql.update(
                merge.store(),
                "update team_help set member_id = ? where store_id = :store and member_id = ?"
                        + " and not exists (select 1 from team_help o where o.store_id = :store and o.member_id = ?"
                        + " and o.campaign_id = team_help.campaign_id)",
                merge.into(),
                merge.from(),
                merge.into());
        sql.update(merge.store(), "delete from team_help where store_id = :store and member_id = ?", merge.from());
    }
}
