package shop.gather.resale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.resale.Resale.Ending;

/**
 * The rows of resales. Runs in the caller's transaction. A row is locked after the rows of its campaigns and of its leader.
 * Thread-safe.
 */
@Singleton
class ResaleRows {

    private static final String SELECT = "select * from resale where store_id = :store and ";

    private final StoreSql sql;

    @Inject
    ResaleRows(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Inserts a resale that is due now, in a minute if this node publishes it at once; false if the campaign is offered in
     * the community already.
     */
    boolean insert(
            StoreId store,
            CampaignId campaign,
            CampaignId original,
            LeaderId leader,
            UUID community,
            CurrencyUnit currency) {
        return sql.insertIfAbsent(
                store,
                "insert into resale (store_id, campaign_id, original_id, leader_id, community_id, active, currency, earned,"
                        + " due_at, created_at) values (:store, ?, ?, ?, ?, true, ?, 0, now() + interval '1' minute, now())",
                campaign,
                original,
                leader,
                community,
                currency.getCode());
    }

    Optional<Resale> find(StoreId store, CampaignId campaign) {
        return sql.first(store, SELECT + "campaign_id = ?", ResaleRows::read, campaign);
    }

    /** The resales of a leader before an id, newest first. */
    List<Resale> ofLeader(StoreId store, LeaderId leader, UUID before, int most) {
        return sql.list(
                store,
                SELECT + "leader_id = ? and campaign_id < ? order by campaign_id desc limit ?",
                ResaleRows::read,
                leader,
                before,
                most);
    }

    /** The resales of a campaign before an id, newest first. */
    List<Resale> ofOriginal(StoreId store, CampaignId original, UUID before, int most) {
        return sql.list(
                store,
                SELECT + "original_id = ? and campaign_id < ? order by campaign_id desc limit ?",
                ResaleRows::read,
                original,
                before,
                most);
    }

    /** How often a campaign was offered in a community. */
    int offers(StoreId store, CampaignId original, UUID community) {
        return sql.first(
                        store,
                        "select count(*) as n from resale where store_id = :store and original_id = ? and community_id = ?",
                        row -> row.getInt("n"),
                        original,
                        community)
                .orElse(0);
    }

    /** Takes what is due of a resale, so that nobody else does it in the next minute; false if nothing is. */
    boolean claim(StoreId store, CampaignId campaign) {
        return sql.update(
                        store,
                        "update resale set due_at = now() + interval '1' minute where store_id = :store and campaign_id = ?"
                                + " and due_at is not null",
                        campaign)
                == 1;
    }

    /** Nothing is due of a resale any more, unless it is being closed. */
    void published(StoreId store, CampaignId campaign) {
        sql.update(
                store,
                "update resale set due_at = null where store_id = :store and campaign_id = ? and ending is null",
                campaign);
    }

    /** The campaign of a resale was closed. */
    void closed(StoreId store, CampaignId campaign) {
        sql.update(
                store,
                "update resale set active = null, due_at = null, ending = coalesce(ending, 'CLOSED')"
                        + " where store_id = :store and campaign_id = ? and active = true",
                campaign);
    }

    /**
     * Says why a resale ends, unless that is said already.
     *
     * @param refusal null for none
     */
    void explain(StoreId store, CampaignId campaign, Ending ending, String refusal) {
        sql.update(
                store,
                "update resale set ending = ?, refusal = ? where store_id = :store and campaign_id = ?"
                        + " and ending is null",
                ending,
                refusal,
                campaign);
    }

    /** All active resales of a campaign are to be closed soon. */
    void endThoseOf(StoreId store, CampaignId original) {
        end(store, "original_id", original.value(), Ending.ORIGINAL_CLOSED);
    }

    /** All active resales of a leader are to be closed soon. */
    void endThoseOf(StoreId store, LeaderId leader) {
        end(store, "leader_id", leader.value(), Ending.LEADER_SUSPENDED);
    }

    /** Locks the rows in one order before it writes: those of an original and those of its leader can be the same. */
    private void end(StoreId store, String column, UUID id, Ending ending) {
        String those = " where store_id = :store and " + column + " = ? and active = true and ending is null";
        sql.list(
                store,
                "select campaign_id from resale" + those + " order by store_id, " + column + ", campaign_id for update",
                row -> StoreSql.uuid(row, "campaign_id"),
                id);
        sql.update(store, "update resale set ending = ?, due_at = now()" + those, ending, id);
    }

    /** @param change signed */
    void earn(StoreId store, CampaignId campaign, Money change) {
        sql.update(
                store,
                "update resale set earned = earned + ? where store_id = :store and campaign_id = ? and currency = ?",
                change.getAmountMinorLong(),
                campaign,
                change.getCurrencyUnit().getCode());
    }

    private static Resale read(ResultSet row) throws SQLException {
        String ending = row.getString("ending");
        return new Resale(
                StoreSql.id(row, "campaign_id", CampaignId::new),
                StoreSql.id(row, "original_id", CampaignId::new),
                StoreSql.id(row, "leader_id", LeaderId::new),
                StoreSql.uuid(row, "community_id"),
                row.getBoolean("active"),
                ending == null ? null : Ending.valueOf(ending),
                row.getString("refusal"),
                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("earned")),
                StoreSql.instant(row, "created_at"));
    }
}
