package shop.gather.it.orders;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * A store of its own whose shop writes to a mailbox instead of to Gather, with a leader, a campaign for teams of two,
 * and a look into its rows.
 */
final class Lane implements AutoCloseable {

    private static final Duration LONG = Duration.ofHours(24);

    private final Connection rows;
    private final SampleShopDriver shop = Shared.aShop();
    private final Mailbox mailbox = new Mailbox();
    private final Store store;
    private final Leader leader;
    private final JsonObject link;
    private final String campaign;
    private final Money groupPrice;

    Lane(GatherServer server) {
        try {
            this.rows = server.storage().openAsOwner();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        this.store = Store.connected(server, shop);
        this.groupPrice = shop.articles().get(0).price().multipliedBy(new BigDecimal("0.8"), RoundingMode.HALF_UP);
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        this.leader = store.aLeader("Lena");
        this.link = leader.aLink();
        this.campaign = store.aCampaign(groupPrice, 2, LONG, LONG);
        shop.notifyTo(mailbox.address());
        Await.until("the first reconciliation", Duration.ofMinutes(1), this::hasReconciled, made -> made);
    }

    SampleShopDriver shop() {
        return shop;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Store store() {
        return store;
    }

    String campaign() {
        return campaign;
    }

    /** A fresh click on the leader's link. */
    String click() {
        return leader.clicked(link);
    }

    Money money(String amount) {
        return Money.of(groupPrice.getCurrencyUnit(), new BigDecimal(amount));
    }

    /** Whether Gather has nothing left to read of these orders, to do about them or to settle of the team. */
    boolean isQuiet(List<String> orders, String team) {
        String places = String.join(",", orders.stream().map(order -> "?").toList());
        Object[] arguments = orders.toArray();
        return count(
                                "order_snapshot where (retry_at is not null or dirty_since is not null) and order_id in ("
                                        + places + ")",
                                arguments)
                        == 0
                && count("shop_command where state = 'WAITING' and order_id in (" + places + ")", arguments) == 0
                && count("team where due_at < now() and id = ?", UUID.fromString(team)) == 0;
    }

    /**
     * What the books hold about an order, by account, in minor units: the sums of all its postings that are not zero.
     */
    Map<String, Long> sums(String order) {
        String sql = "select e.account, sum(e.amount) from ledger_posting p join ledger_entry e on e.store_id = "
                + "p.store_id and e.posting_id = p.id"
                + " where p.store_id = ? and p.subject = ? group by e.account having sum(e.amount) <> 0";
        try (PreparedStatement statement = rows.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(store.id()));
            statement.setString(2, "order:" + order);
            Map<String, Long> sums = new TreeMap<>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    sums.put(row.getString(1), row.getLong(2));
                }
            }
            return sums;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How often an order was read. */
    long reads(String order) {
        return number(
                "select coalesce(max(last_read_no), 0) from order_snapshot where store_id = ? and order_id = ?", order);
    }

    /** Lets Gather ask the shop once what changed, as it does by itself at every interval. */
    void reconcileOnce() {
        try (PreparedStatement statement =
                rows.prepareStatement("update shop_connection set polled_at = null where store_id = ?")) {
            statement.setObject(1, UUID.fromString(store.id()));
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether the reconciliation that was asked for has been made. */
    boolean hasReconciled() {
        return count("shop_connection where polled_at is null") == 0;
    }

    private long count(String fromWhere, Object... arguments) {
        return number(
                "select count(*) from " + fromWhere.replaceFirst(" where ", " where store_id = ? and "), arguments);
    }

    private long number(String sql, Object... arguments) {
        try (PreparedStatement statement = rows.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(store.id()));
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 2, arguments[index]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        mailbox.close();
        try {
            rows.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
