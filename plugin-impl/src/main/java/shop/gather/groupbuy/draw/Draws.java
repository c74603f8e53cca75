package shop.gather.groupbuy.draw;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The draws of teams. The secret is made and its commitment published when a team is opened; the draw is held in the
 * transaction in which the team succeeds, and its result is stored there. Entries do not refer to rows of places, which
 * other transactions lock before they wait for the team. Thread-safe.
 */
@Singleton
public class Draws {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Transactions transactions;
    private final StoreSql sql;
    private final SecretBox box;

    @Inject
    Draws(Transactions transactions, StoreSql sql, SecretBox box) {
        this.transactions = transactions;
        this.sql = sql;
        this.box = box;
    }

    /**
     * A draw as anybody may see it.
     *
     * @param winners the number of places that win
     * @param secret 64 hexadecimal digits; null until the draw was held
     * @param closedAt when the team succeeded; null until then
     * @param seed null until the draw was held
     * @param entries the paid places, sorted; empty until the draw was held
     * @param won the entries that have won, sorted; empty until the draw was held
     */
    record Published(
            String commitment,
            int winners,
            String secret,
            Instant closedAt,
            String seed,
            List<ParticipationId> entries,
            List<ParticipationId> won) {}

    private record Row(String secret, String commitment, int winners, Instant heldAt, Instant closedAt) {}

    private record Entry(ParticipationId id, boolean won) {}

    /** Makes the secret of a team that is being opened, in the current transaction. Nothing for a team without a draw. */
    public void prepare(StoreId store, TeamId team, CampaignTerms terms) {
        OptionalInt winners = terms.outcome().drawn();
        if (winners.isEmpty()) {
            return;
        }
        byte[] secret = new byte[FairDraw.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        sql.update(
                store,
                "insert into draw (store_id, team_id, secret, commitment, winners) values (:store, ?, ?, ?, ?)",
                team,
                box.encrypt(HexFormat.of().formatHex(secret), context(store, team)),
                FairDraw.commitment(secret),
                winners.getAsInt());
    }

    /**
     * Holds the draw of a team that has just succeeded, among all its paid places, in the current transaction. A draw
     * that was held before gives the same winners.
     *
     * @return the winners; empty for a team without a draw, in which every place wins
     */
    public Optional<Set<ParticipationId>> hold(StoreId store, TeamId team) {
        Optional<Row> draw = row(store, team);
        if (draw.isEmpty() || draw.get().heldAt() != null) {
            return draw.map(held -> winners(store, team));
        }
        List<ParticipationId> entries = sql.list(
                store,
                "select id from participation where store_id = :store and team_id = ? and state = 'PAID'",
                row -> StoreSql.id(row, "id", ParticipationId::new),
                team);
        byte[] secret = HexFormat.of().parseHex(box.decrypt(draw.get().secret(), context(store, team)));
        String seed = FairDraw.seed(team, draw.get().closedAt(), entries);
        Set<ParticipationId> winners = new LinkedHashSet<>(
                FairDraw.winners(secret, seed, entries, draw.get().winners()));
        sql.batch(
                store,
                "insert into draw_entry (store_id, team_id, participation_id, won) values (:store, ?, ?, ?)",
                entries.stream()
                        .map(entry -> new Object[] {team, entry, winners.contains(entry)})
                        .toList());
        sql.update(store, "update draw set held_at = now() where store_id = :store and team_id = ?", team);
        return Optional.of(winners);
    }

    /** The winners of a team that has succeeded; empty for a team without a draw, in which every place wins. */
    public Optional<Set<ParticipationId>> result(StoreId store, TeamId team) {
        return transactions.inStore(
                store,
                () -> row(store, team).filter(draw -> draw.heldAt() != null).map(draw -> winners(store, team)));
    }

    /** Empty for a team without a draw. */
    Optional<Published> published(StoreId store, TeamId team) {
        return transactions.inStore(store, () -> row(store, team)
                .map(draw -> draw.heldAt() == null
                        ? new Published(draw.commitment(), draw.winners(), null, null, null, List.of(), List.of())
                        : held(store, team, draw)));
    }

    private Published held(StoreId store, TeamId team, Row draw) {
        List<Entry> entries = entries(store, team);
        List<ParticipationId> all = sorted(entries.stream().map(Entry::id).toList());
        return new Published(
                draw.commitment(),
                draw.winners(),
                box.decrypt(draw.secret(), context(store, team)),
                draw.closedAt(),
                FairDraw.seed(team, draw.closedAt(), all),
                all,
                sorted(entries.stream().filter(Entry::won).map(Entry::id).toList()));
    }

    private static List<ParticipationId> sorted(List<ParticipationId> ids) {
        return ids.stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private Set<ParticipationId> winners(StoreId store, TeamId team) {
        Set<ParticipationId> winners = new LinkedHashSet<>();
        entries(store, team).stream().filter(Entry::won).map(Entry::id).forEach(winners::add);
        return winners;
    }

    private List<Entry> entries(StoreId store, TeamId team) {
        return sql.list(
                store,
                "select participation_id, won from draw_entry where store_id = :store and team_id = ?",
                row -> new Entry(StoreSql.id(row, "participation_id", ParticipationId::new), row.getBoolean("won")),
                team);
    }

    private Optional<Row> row(StoreId store, TeamId team) {
        return sql.first(
                store,
                "select d.secret, d.commitment, d.winners, d.held_at, t.closed_at from draw d"
                        + " join team t on t.store_id = d.store_id and t.id = d.team_id"
                        + " where d.store_id = :store and d.team_id = ?",
                row -> new Row(
                        row.getString("secret"),
                        row.getString("commitment"),
                        row.getInt("winners"),
                        StoreSql.instant(row, "held_at"),
                        StoreSql.instant(row, "closed_at")),
                team);
    }

    /** The secret of one team cannot be read as that of another. */
    private static String context(StoreId store, TeamId team) {
        return "draw:" + store + ":" + team;
    }
}
