package shop.gather.groupbuy.pricing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * The coupon codes of group prices. They are no evidence of who referred a buyer. Runs in the caller's transaction.
 * Thread-safe.
 */
@Singleton
public class PriceCodes {

    private final StoreSql sql;

    @Inject
    PriceCodes(StoreSql sql) {
        this.sql = sql;
    }

    /** Whether an upper-case code is the code of a campaign, which every member of its teams has. */
    public boolean isOffer(StoreId store, String code) {
        return sql.first(
                        store,
                        "select 1 from campaign where store_id = :store and upper(offer_reference) = ?"
                                + " union select 1 from campaign_article where store_id = :store and upper(offer_reference) = ?",
                        row -> true,
                        code,
                        code)
                .isPresent();
    }

    /** Codes that are no evidence for any leader. */
    public static final class Taken {
        private final Set<String> byCampaigns = new HashSet<>();
        private final Map<String, Set<String>> byPlaces = new HashMap<>();

        private void add(String orderId, String code) {
            (orderId == null ? byCampaigns : byPlaces.computeIfAbsent(orderId, any -> new HashSet<>())).add(code);
        }

        /** Whether an upper-case code belongs to a campaign, or to the place that this order pays for. */
        public boolean has(String orderId, String code) {
            return byCampaigns.contains(code)
                    || byPlaces.getOrDefault(orderId, Set.of()).contains(code);
        }
    }

    /**
     * Finds the codes that belong to a campaign, or to the places that orders pay for: some shops give each buyer of a
     * team a separate code. Runs at most one statement.
     *
     * @param codes in upper case
     */
    public Taken taken(StoreId store, Collection<String> orderIds, Collection<String> codes) {
        Taken taken = new Taken();
        if (codes.isEmpty()) {
            return taken;
        }
        String marks = StoreSql.marks(codes.size());
        List<Object> args = new ArrayList<>(codes);
        args.addAll(codes);
        args.addAll(orderIds);
        args.addAll(codes);
        sql.list(
                store,
                "select cast(null as varchar(100)) as order_id, upper(offer_reference) as code from campaign where store_id = :store"
                        + " and upper(offer_reference) in (" + marks + ")"
                        + " union select cast(null as varchar(100)), upper(offer_reference) from campaign_article"
                        + " where store_id = :store and upper(offer_reference) in (" + marks + ")"
                        + " union select order_id, upper(admission_reference) from participation where store_id = :store"
                        + " and order_id in (" + StoreSql.marks(orderIds.size())
                        + ") and upper(admission_reference) in ("
                        + marks + ")",
                row -> {
                    taken.add(row.getString("order_id"), row.getString("code"));
                    return true;
                },
                args.toArray());
        return taken;
    }
}
