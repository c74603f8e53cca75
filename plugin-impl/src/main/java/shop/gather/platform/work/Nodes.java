package shop.gather.platform.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The nodes that share this database: each has a row in which it records, by the database's clock, the last sweep that
 * it completed. One of them at a time holds the lease and sweeps for all stores. Thread-safe.
 */
@Singleton
public class Nodes {

    private final Transactions transactions;
    private final StoreSql sql;
    private final UUID self = Ids.next();

    @Inject
    Nodes(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * A node that runs, or ran within the last day.
     *
     * @param name the host's name
     * @param sweptAt when it last completed a sweep
     * @param sweeping whether it is the one that sweeps for all stores
     */
    public record Node(UUID id, String name, Instant startedAt, Instant sweptAt, boolean sweeping) {}

    /** This node's id, new at each start. */
    UUID self() {
        return self;
    }

    /** Adds this node, and deletes nodes without a sweep for a day. */
    void join() {
        transactions.inDirectory(() -> {
            sql.updateDirectory("delete from node where swept_at < now() - interval '1' day");
            return add();
        });
    }

    /** Takes or renews the lease, for 10 seconds; false while another node holds it. */
    boolean lead() {
        return transactions.inDirectory(() -> sql.updateDirectory(
                        "update sweep_lease set holder = ?, held_until = now() + interval '10' second"
                                + " where holder = ? or held_until < now()",
                        self,
                        self))
                == 1;
    }

    /** Records that this node has completed a sweep. */
    void swept() {
        transactions.inDirectory(() -> {
            int known = sql.updateDirectory("update node set swept_at = now() where id = ?", self);
            // Another node may have deleted this one after a day without a sweep.
            return known == 1 ? known : add();
        });
    }

    private int add() {
        return sql.updateDirectory(
                "insert into node (id, name, started_at, swept_at) values (?, ?, now(), now())", self, hostName());
    }

    /** Releases the lease and removes this node. */
    void leave() {
        transactions.inDirectory(() -> {
            sql.updateDirectory("update sweep_lease set held_until = now() where holder = ?", self);
            return sql.updateDirectory("delete from node where id = ?", self);
        });
    }

    /** All nodes, the longest running first. */
    public List<Node> all() {
        return transactions.inDirectory(() -> sql.directory(
                "select n.id, n.name, n.started_at, n.swept_at, l.holder from node n left join sweep_lease l"
                        + " on l.holder = n.id and l.held_until >= now() order by n.started_at, n.id limit 1000",
                row -> new Node(
                        StoreSql.uuid(row, "id"),
                        row.getString("name"),
                        StoreSql.instant(row, "started_at"),
                        StoreSql.instant(row, "swept_at"),
                        row.getObject("holder") != null)));
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(name.length(), 200));
        } catch (UnknownHostException unnamed) {
            return "unknown";
        }
    }
}
