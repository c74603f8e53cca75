package shop.gather.groupbuy.cases;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The places of a group order that fill no full case. They are chosen in the transaction in which the team is decided,
 * and stored there, so that they can be settled one by one and after a restart. No row of a place is locked or referred
 * to: other transactions lock places before they wait for the team. Thread-safe.
 */
@Singleton
public class TeamCases {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    TeamCases(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * What full cases mean for a team.
     *
     * @param missed whether the team fails because too few units fill full cases
     * @param leftOut the paid places that are not confirmed; empty if the team fails
     */
    public record Decision(boolean missed, Set<ParticipationId> leftOut) {

        /** All paid places count. */
        public static final Decision ALL = new Decision(false, Set.of());
    }

    private record Paid(ParticipationId id, String variantId, int units) {}

    private record Counts(int minimum, int minimumUnits, int paid, int units) {

        boolean suffice() {
            return paid >= minimum && units >= minimumUnits;
        }

        Counts less(List<Paid> places) {
            return new Counts(
                    minimum,
                    minimumUnits,
                    paid - places.size(),
                    units - places.stream().mapToInt(Paid::units).sum());
        }
    }

    /**
     * Decides which paid places of a group order are left out, in the current transaction, and takes them out of the
     * team's counters: price, minimum and campaign stock count confirmed places only. Locks the team. Nothing changes
     * if the team would fail.
     */
    public Decision decide(StoreId store, TeamId team) {
        CampaignTerms terms = terms(store, team);
        if (!terms.hasCases()) {
            return Decision.ALL;
        }
        Optional<Counts> locked = lock(store, team);
        if (locked.filter(Counts::suffice).isEmpty()) {
            return Decision.ALL;
        }
        List<Paid> leftOut = leftOut(terms, paid(store, team));
        if (leftOut.isEmpty()) {
            return Decision.ALL;
        }
        Counts rest = locked.get().less(leftOut);
        if (!rest.suffice()) {
            return new Decision(true, Set.of());
        }
        sql.batch(
                store,
                "insert into case_left_out (store_id, team_id, participation_id) values (:store, ?, ?)",
                leftOut.stream().map(place -> new Object[] {team, place.id()}).toList());
        sql.update(
                store,
                "update team set paid = ?, units = ? where store_id = :store and id = ?",
                rest.paid(),
                rest.units(),
                team);
        Set<ParticipationId> ids = new HashSet<>();
        leftOut.forEach(place -> ids.add(place.id()));
        return new Decision(false, ids);
    }

    /** Whether at least one of the places that are paid now would be confirmed. */
    public boolean confirmsSome(StoreId store, TeamId team) {
        CampaignTerms terms = terms(store, team);
        if (!terms.hasCases()) {
            return true;
        }
        List<Paid> paid = paid(store, team);
        return paid.isEmpty() || leftOut(terms, paid).size() < paid.size();
    }

    /** The places of a group order that has succeeded which were paid, and are not confirmed. */
    public Set<ParticipationId> leftOut(StoreId store, TeamId team) {
        return Set.copyOf(transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select participation_id from case_left_out where store_id = :store and team_id = ?",
                        row -> StoreSql.id(row, "participation_id", ParticipationId::new),
                        team)));
    }

    private static List<Paid> leftOut(CampaignTerms terms, List<Paid> paid) {
        Map<String, List<Paid>> byArticle = new LinkedHashMap<>();
        paid.forEach(place -> byArticle
                .computeIfAbsent(place.variantId(), any -> new ArrayList<>())
                .add(place));
        List<Paid> leftOut = new ArrayList<>();
        byArticle.forEach((variantId, places) ->
                terms.casesOf(variantId).ifPresent(cases -> leftOut.addAll(leftOut(cases, places))));
        return leftOut;
    }

    private static List<Paid> leftOut(FullCases cases, List<Paid> places) {
        CaseFilling filling =
                CaseFilling.of(places.stream().mapToInt(Paid::units).toArray(), cases);
        List<Paid> leftOut = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (!filling.keeps(i)) {
                leftOut.add(places.get(i));
            }
        }
        return leftOut;
    }

    private CampaignTerms terms(StoreId store, TeamId team) {
        return sql.first(
                        store,
                        "select c.terms from team t join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                + " where t.store_id = :store and t.id = ?",
                        row -> TermsJson.read(row.getString("terms")),
                        team)
                .orElseThrow();
    }

    private Optional<Counts> lock(StoreId store, TeamId team) {
        return sql.first(
                store,
                "select minimum, minimum_units, paid, units from team where store_id = :store and id = ?"
                        + " and state in ('OPEN', 'CLOSING') for update",
                row -> new Counts(
                        row.getInt("minimum"), row.getInt("minimum_units"), row.getInt("paid"), row.getInt("units")),
                team);
    }

    /** In the order of payment; payments of the same instant in the order of the joins. */
    private List<Paid> paid(StoreId store, TeamId team) {
        return sql.list(
                store,
                "select id, chosen_variant_id, units from participation where store_id = :store and team_id = ?"
                        + " and state = 'PAID' order by paid_at, id",
                row -> new Paid(
                        StoreSql.id(row, "id", ParticipationId::new),
                        row.getString("chosen_variant_id"),
                        row.getInt("units")),
                team);
    }
}
