package shop.gather.groupbuy.fulfilment.pickup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Which campaigns have pickup. Terms do not change once buyers see them, so each node remembers those in use: a place of
 * any other campaign costs no statement for it. Thread-safe.
 */
@Singleton
public class PickupCampaigns {

    private static final int REMEMBERED = 100_000;

    /**
     * @param pickup empty where buyers collect nothing
     * @param published whether buyers have seen the terms, so that they are final
     */
    public record Terms(CampaignId campaign, String name, Optional<PickupAtPoints> pickup, boolean published) {}

    private record Key(StoreId store, CampaignId campaign) {}

    private record TeamKey(StoreId store, TeamId team) {}

    private final Cache<Key, Terms> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<TeamKey, Terms> ofTeams =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    PickupCampaigns(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** The terms of a campaign; empty if there is no such campaign. */
    public Optional<Terms> find(StoreId store, CampaignId campaign) {
        Key key = new Key(store, campaign);
        Terms remembered = known.getIfPresent(key);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<Terms> read = transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select c.id, c.name, c.terms, c.state from campaign c where c.store_id = :store and c.id = ?",
                        PickupCampaigns::read,
                        campaign));
        read.filter(Terms::published).ifPresent(terms -> known.put(key, terms));
        return read;
    }

    /** The pickup policy of a campaign; empty where buyers collect nothing. */
    public Optional<PickupAtPoints> policy(StoreId store, CampaignId campaign) {
        return find(store, campaign).flatMap(Terms::pickup);
    }

    /** The terms of a team's campaign; empty if there is no such team. */
    Optional<Terms> ofTeam(StoreId store, TeamId team) {
        TeamKey key = new TeamKey(store, team);
        Terms remembered = ofTeams.getIfPresent(key);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<Terms> read = transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select c.id, c.name, c.terms, c.state from team t"
                                + " join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                + " where t.store_id = :store and t.id = ?",
                        PickupCampaigns::read,
                        team));
        read.ifPresent(terms -> ofTeams.put(key, terms));
        return read;
    }

    private static Terms read(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new Terms(
                StoreSql.id(row, "id", CampaignId::new),
                row.getString("name"),
                TermsJson.read(row.getString("terms")).fulfilment().pickup(),
                // A campaign that is being published can be refused by the shop, and is a draft again.
                state.equals("PUBLISHED") || state.equals("CLOSED"));
    }
}
