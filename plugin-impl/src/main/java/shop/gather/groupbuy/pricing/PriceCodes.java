package shop.gather.groupbuy.pricing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * The coupon codes of group prices, which say nothing about who brought a buyer. Runs in the caller's transaction.
 * Thread-safe.
 */
@Singleton
public class PriceCodes {

    private final StoreSql sql;

    @Inject
    PriceCodes(StoreSql sql) {
        this.sql = sql;
    }

    /** Whether a code in upper case is the code of a campaign, which everyone who joins a team has. */
    public boolean isOffer(StoreId store, String code) {
        return sql.first(
                        store,
                        "select 1 from campaign where store_id = :store and upper(offer_reference) = ? limit 1",
                        row -> true,
                        code)
                .isPresent();
    }

    /**
     * Which of some codes are a campaign's, or that of the place that an order pays for: some shops give each buyer of
     * a team a code of his own. One statement.
     *
     * @param codes in upper case
     */
    public Set<String> among(StoreId store, String orderId, Collection<String> codes) {
        if (codes.isEmpty()) {
            return Set.of();
        }
        String marks = "?, ".repeat(codes.size() - 1) + "?";
        List<Object> args = new ArrayList<>(codes);
        args.add(orderId);
        args.addAll(codes);
        return new HashSet<>(sql.list(
                store,
                "select upper(offer_reference) as code from campaign where store_id = :store and upper(offer_reference) in ("
                        + marks
                        + ") union select upper(admission_reference) as code from participation"
                        + " where store_id = :store and order_id = ? and upper(admission_reference) in (" + marks + ")",
                row -> row.getString("code"),
                args.toArray()));
    }
}
