package shop.gather.groupbuy.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.ListedCampaigns;
import shop.gather.groupbuy.campaign.ListedCampaigns.ListedCampaign;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.Team;
import shop.gather.member.MemberNames;
import shop.gather.message.Language;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/**
 * The places of a team that are held or paid, under the names that the buyers chose. The number of statements does not
 * depend on the number of places. Thread-safe.
 */
@Singleton
class TeamMembers {

    private static final UUID FIRST = new UUID(0, 0);

    private final Transactions transactions;
    private final StoreSql sql;
    private final ListedCampaigns campaigns;
    private final MemberNames names;

    @Inject
    TeamMembers(Transactions transactions, StoreSql sql, ListedCampaigns campaigns, MemberNames names) {
        this.transactions = transactions;
        this.sql = sql;
        this.campaigns = campaigns;
        this.names = names;
    }

    /**
     * A place that counts.
     *
     * @param number its position in the list, from 1; it changes when an earlier place ends
     * @param member null if the buyer was erased
     * @param name a pseudonym or initials, within one line
     * @param units those that the order has paid for, or that the buyer asked for while the place is held
     * @param title of the article
     * @param paid false while the buyer is paying
     * @param since when the buyer took the place
     */
    record Entry(
            int number,
            ParticipationId place,
            MemberId member,
            String name,
            int units,
            String variantId,
            String title,
            boolean paid,
            Instant since) {}

    /** @param display null for none */
    private record Row(
            ParticipationId id,
            MemberId member,
            boolean erased,
            String display,
            int units,
            String variantId,
            boolean paid,
            Instant since) {

        static Row read(ResultSet row) throws SQLException {
            boolean paid = State.KEEPING.contains(State.valueOf(row.getString("state")));
            return new Row(
                    StoreSql.id(row, "id", ParticipationId::new),
                    StoreSql.id(row, "member_id", MemberId::new),
                    row.getBoolean("buyer_erased"),
                    row.getString("display"),
                    paid ? row.getInt("units") : row.getInt("quantity"),
                    row.getString("chosen_variant_id"),
                    paid,
                    StoreSql.instant(row, "created_at"));
        }

        boolean showsInitials() {
            return !erased && TeamDisplay.INITIALS.name().equals(display);
        }
    }

    /**
     * A page of the places, oldest first.
     *
     * @param cursor null for the first page
     * @throws shop.gather.platform.http.ProblemException INVALID_VALUE for a cursor that Gather did not make
     */
    Page<Entry> page(StoreId store, Team team, Language language, String cursor, int limit) {
        boolean first = cursor == null || cursor.isBlank();
        UUID after = first ? FIRST : Page.before(cursor);
        return transactions.inStore(store, () -> {
            int before = first ? 0 : upTo(store, team, after);
            List<Row> rows = sql.list(
                    store,
                    "select p.id, p.member_id, p.buyer_erased, p.quantity, p.units, p.chosen_variant_id, p.state,"
                            + " p.created_at, d.display from participation p left join team_display d"
                            + " on d.store_id = p.store_id and d.member_id = p.member_id"
                            + " where p.store_id = :store and p.team_id = ? and p.state in ('RESERVED', 'HELD', 'PAID', 'CONFIRMED')"
                            + " and p.id > ? order by p.id limit ?",
                    Row::read,
                    team.id(),
                    after,
                    limit + 1);
            return Page.of(
                    entries(store, team, language, before, rows),
                    limit,
                    entry -> entry.place().value(),
                    entry -> entry);
        });
    }

    private int upTo(StoreId store, Team team, UUID last) {
        return sql.first(
                        store,
                        "select count(*) as n from participation where store_id = :store and team_id = ?"
                                + " and state in ('RESERVED', 'HELD', 'PAID', 'CONFIRMED') and id <= ?",
                        row -> row.getInt("n"),
                        team.id(),
                        last)
                .orElseThrow();
    }

    private List<Entry> entries(StoreId store, Team team, Language language, int before, List<Row> rows) {
        ListedCampaign campaign = campaigns.of(team.campaign());
        Map<MemberId, String> known = names.of(
                store, rows.stream().filter(Row::showsInitials).map(Row::member).toList());
        List<Entry> entries = new ArrayList<>();
        for (Row row : rows) {
            String name = row.showsInitials()
                    ? BuyerLabel.initials(known.getOrDefault(row.member(), ""), team.id(), row.id(), language)
                    : BuyerLabel.pseudonym(team.id(), row.id(), language);
            entries.add(new Entry(
                    before + entries.size() + 1,
                    row.id(),
                    row.erased() ? null : row.member(),
                    name,
                    row.units(),
                    row.variantId() == null ? campaign.variantId() : row.variantId(),
                    campaign.title(row.variantId()),
                    row.paid(),
                    row.since()));
        }
        return entries;
    }

    /** Whether a member has a place in the team that is held or paid, or has opened the team. */
    boolean belongs(StoreId store, Team team, MemberId member) {
        return transactions.inStore(store, () -> sql.first(
                        store,
                        "select t.id from team t where t.store_id = :store and t.id = ? and (t.opened_by = ?"
                                + " or exists (select 1 from participation p where p.store_id = :store and p.team_id = t.id"
                                + " and p.member_id = ? and p.state in ('RESERVED', 'HELD', 'PAID', 'CONFIRMED')))",
                        row -> true,
                        team.id(),
                        member,
                        member)
                .isPresent());
    }
}
