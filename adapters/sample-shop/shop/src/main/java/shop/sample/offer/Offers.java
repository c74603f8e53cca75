package shop.sample.offer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import shop.sample.catalog.Catalog;
import shop.sample.command.Commands.Outcome;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;

/**
 * Prices that only admitted customers get. An offer is made once; each customer it is for is admitted and gets a code,
 * which works for that customer only, for so many pieces, until a time. Closing an offer deletes it with its
 * admissions; placed orders keep their prices.
 */
@Singleton
public class Offers {

    private static final String LIVE =
            "select a.code, a.max_quantity - a.used_quantity as left_quantity, o.variant_id, o.listed_price"
                    + " from admission a join offer o on o.shop_id = a.shop_id and o.id = a.offer_id";

    private final Clock clock;

    @Inject
    public Offers(Clock clock) {
        this.clock = clock;
    }

    /** @param unitPrice what an admitted customer pays for one, with tax, in minor units */
    public record NewOffer(String variantId, Long unitPrice, Integer maxQuantity, Instant startsAt, Instant endsAt) {}

    /**
     * @param reference the caller's own name for the admission; a later one of the same customer replaces it
     * @param until when it ends by itself; the end of the offer if missing
     */
    public record NewAdmission(String customerId, String reference, Integer maxQuantity, Instant until) {}

    /** What a code is worth now. */
    public record Live(String code, String variantId, long listedPrice, int quantityLeft) {}

    Outcome make(Transaction transaction, Shop shop, NewOffer offer) {
        if (offer.variantId() == null || offer.unitPrice() == null || offer.unitPrice() < 0) {
            throw Problem.invalid("variantId and a unitPrice of 0 or more are needed");
        }
        if (offer.maxQuantity() == null || offer.maxQuantity() < 1) {
            throw Problem.invalid("maxQuantity must be 1 or more");
        }
        if (offer.startsAt() == null
                || offer.endsAt() == null
                || !offer.endsAt().isAfter(offer.startsAt())) {
            throw Problem.invalid("startsAt and a later endsAt are needed");
        }
        Catalog.find(transaction, shop.id(), offer.variantId())
                .orElseThrow(() -> Problem.notFound("variant " + offer.variantId()));
        String id = UUID.randomUUID().toString();
        transaction.update(
                "insert into offer values (?, ?, ?, ?, ?, ?, ?)",
                shop.id(),
                id,
                offer.variantId(),
                shop.listedFor(offer.unitPrice()),
                offer.maxQuantity(),
                offer.startsAt(),
                offer.endsAt());
        return Outcome.done(id);
    }

    Outcome admit(Transaction transaction, Shop shop, String offerId, NewAdmission admission) {
        record Terms(int maxQuantity, Instant endsAt) {}
        Terms terms = transaction
                .one(
                        "select max_quantity, ends_at from offer where shop_id = ? and id = ?",
                        row -> new Terms(row.getInt(1), row.getObject(2, Instant.class)),
                        shop.id(),
                        offerId)
                .filter(found -> found.endsAt().isAfter(clock.instant()))
                .orElseThrow(() -> new Problem(409, "offer-closed", "there is no open offer " + offerId));
        if (admission.customerId() == null
                || transaction
                        .one(
                                "select 1 from customer where shop_id = ? and id = ?",
                                row -> row.getInt(1),
                                shop.id(),
                                admission.customerId())
                        .isEmpty()) {
            throw Problem.notFound("customer " + admission.customerId());
        }
        if (admission.maxQuantity() != null && admission.maxQuantity() < 1) {
            throw Problem.invalid("maxQuantity must be 1 or more");
        }
        int quantity = admission.maxQuantity() == null
                ? terms.maxQuantity()
                : Math.min(admission.maxQuantity(), terms.maxQuantity());
        Instant until = admission.until() == null || admission.until().isAfter(terms.endsAt())
                ? terms.endsAt()
                : admission.until();
        transaction.update(
                "delete from admission where shop_id = ? and offer_id = ? and customer_id = ?",
                shop.id(),
                offerId,
                admission.customerId());
        String code = "ADM-" + Secrets.random(12);
        transaction.update(
                "insert into admission values (?, ?, ?, ?, ?, ?, 0, ?)",
                shop.id(),
                code,
                offerId,
                admission.customerId(),
                admission.reference() == null ? "" : admission.reference(),
                quantity,
                until);
        return Outcome.done(code);
    }

    /** Takes back the admission of this reference only, so that a late call does not hit a newer one. */
    Outcome revoke(Transaction transaction, Shop shop, String offerId, String customerId, String reference) {
        int revoked = transaction.update(
                "delete from admission where shop_id = ? and offer_id = ? and customer_id = ? and reference = ?",
                shop.id(),
                offerId,
                customerId,
                reference);
        return revoked == 0 ? Outcome.already("") : Outcome.done("");
    }

    Outcome close(Transaction transaction, Shop shop, String offerId) {
        transaction.update("delete from admission where shop_id = ? and offer_id = ?", shop.id(), offerId);
        int closed = transaction.update("delete from offer where shop_id = ? and id = ?", shop.id(), offerId);
        return closed == 0 ? Outcome.already("") : Outcome.done("");
    }

    /** What this code is worth to this customer now; empty if nothing. */
    public Optional<Live> live(Transaction transaction, String shop, String code, String customerId) {
        Instant now = clock.instant();
        return transaction.one(
                LIVE + " where a.shop_id = ? and a.code = ? and a.customer_id = ? and a.ends_at > ?"
                        + " and o.starts_at <= ? and o.ends_at > ?",
                Offers::live,
                shop,
                code,
                customerId,
                now,
                now,
                now);
    }

    /** Uses up some of an admission, or with a negative quantity gives it back; a code that is gone stays gone. */
    public void use(Transaction transaction, String shop, String code, int quantity) {
        transaction.update(
                "update admission set used_quantity = used_quantity + ? where shop_id = ? and code = ?",
                quantity,
                shop,
                code);
    }

    private static Live live(ResultSet row) throws SQLException {
        return new Live(
                row.getString("code"),
                row.getString("variant_id"),
                row.getLong("listed_price"),
                row.getInt("left_quantity"));
    }
}
