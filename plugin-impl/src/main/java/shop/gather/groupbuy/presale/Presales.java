package shop.gather.groupbuy.presale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * The rows of presales, one for each campaign in which somebody has reserved. The update of the team decides who
 * reserves: a join locks the team's row first, so nobody reserves any more once the payment is open. Runs in the
 * caller's transaction. Thread-safe.
 */
@Singleton
public class Presales {

    /** How far the opening of a payment is. */
    public enum State {
        /** Buyers reserve. */
        RESERVING,
        /** The shop is asked for the price offer. */
        ASKED,
        /** Buyers can pay. */
        OPEN
    }

    /**
     * A presale.
     *
     * @param asked how often the shop was asked for the price offer
     * @param openedAt null until the payment is open
     * @param payUntil until when the buyers who had reserved can pay; null until the payment is open
     * @param refusal why the payment was not opened the last time; null otherwise
     */
    public record Presale(
            CampaignId campaign, State state, int asked, Instant openedAt, Instant payUntil, String refusal) {

        /** The only team of the campaign. */
        public TeamId team() {
            return new TeamId(campaign.value());
        }

        static Presale read(ResultSet row) throws SQLException {
            return new Presale(
                    StoreSql.id(row, "campaign_id", CampaignId::new),
                    State.valueOf(row.getString("state")),
                    row.getInt("asked"),
                    StoreSql.instant(row, "opened_at"),
                    StoreSql.instant(row, "pay_until"),
                    row.getString("refusal"));
        }
    }

    private final StoreSql sql;

    @Inject
    Presales(StoreSql sql) {
        this.sql = sql;
    }

    /** The first buyer is about to reserve. Does nothing for a campaign that is no presale. */
    public void begin(StoreId store, CampaignId campaign, CampaignTerms terms) {
        ReserveThenPay policy = terms.payment().presale().orElse(null);
        if (policy == null) {
            return;
        }
        sql.update(
                store,
                "insert into presale (store_id, campaign_id, state, due_at) values (:store, ?, 'RESERVING', ?)",
                campaign,
                policy.opensAtUnits() == null
                        ? policy.opensAt()
                        : terms.schedule().startsAt());
    }

    public Optional<Presale> find(StoreId store, CampaignId campaign) {
        return sql.first(
                store, "select * from presale where store_id = :store and campaign_id = ?", Presale::read, campaign);
    }

    /** The shop is to be asked for the price; false if it was asked already, or the payment is open. */
    public boolean ask(StoreId store, CampaignId campaign) {
        return sql.update(
                        store,
                        "update presale set state = 'ASKED', asked = asked + 1, refusal = null, due_at = null"
                                + " where store_id = :store and campaign_id = ? and state = 'RESERVING'",
                        campaign)
                == 1;
    }

    /**
     * Opens the payment: from now on nobody reserves in the team. The reservations are opened afterwards, in batches.
     *
     * @return false if the team has ended, or the payment was open
     */
    public boolean open(StoreId store, Presale presale, Duration payWithin) {
        boolean open = sql.update(
                        store,
                        "update team set reserving = false where store_id = :store and id = ? and state = 'OPEN'"
                                + " and deadline > now() and reserving",
                        presale.team())
                == 1;
        if (open) {
            sql.update(
                    store,
                    "update presale set state = 'OPEN', refusal = null, opened_at = now(), due_at = now(),"
                            + " pay_until = least(now() + cast(? as integer) * interval '1' second,"
                            + " (select t.deadline from team t where t.store_id = :store and t.id = ?))"
                            + " where store_id = :store and campaign_id = ?",
                    (int) payWithin.toSeconds(),
                    presale.team(),
                    presale.campaign());
        }
        return open;
    }

    /** The payment was not opened. Buyers go on reserving, and the owner can try again. */
    public void refused(StoreId store, CampaignId campaign, String reason) {
        sql.update(
                store,
                "update presale set state = 'RESERVING', refusal = ?, due_at ="
                        + " (select t.deadline from team t where t.store_id = presale.store_id and t.id = presale.campaign_id)"
                        + " where store_id = :store and campaign_id = ? and state <> 'OPEN'",
                reason.length() > 1_000 ? reason.substring(0, 1_000) : reason,
                campaign);
    }

    /** The rule does not open the payment now; it is looked at again. */
    public void later(StoreId store, CampaignId campaign, Duration pause) {
        sql.update(
                store,
                "update presale set due_at = now() + cast(? as integer) * interval '1' second"
                        + " where store_id = :store and campaign_id = ? and due_at is not null",
                (int) pause.toSeconds(),
                campaign);
    }

    /** The rule opens the payment no more; the presale is looked at once more when its team ends. */
    public void endsAt(StoreId store, CampaignId campaign, Instant deadline) {
        sql.update(
                store, "update presale set due_at = ? where store_id = :store and campaign_id = ?", deadline, campaign);
    }

    /** Nothing is due any more. */
    public void done(StoreId store, CampaignId campaign) {
        sql.update(store, "update presale set due_at = null where store_id = :store and campaign_id = ?", campaign);
    }
}
