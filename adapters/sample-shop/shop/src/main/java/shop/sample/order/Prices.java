package shop.sample.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shop.sample.catalog.Catalog;
import shop.sample.catalog.Variant;
import shop.sample.offer.Adjustments;
import shop.sample.offer.Adjustments.Adjustment;
import shop.sample.offer.Coupons;
import shop.sample.offer.Offers;
import shop.sample.order.Checkout.WantedLine;
import shop.sample.order.Order.Line;
import shop.sample.order.Order.LineKind;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;
import shop.sample.store.Shop.Taxed;

/**
 * Prices the lines of one checkout. An offered price holds for so many pieces over all lines of its article. For one
 * thread.
 */
final class Prices {

    private final Transaction transaction;
    private final Shop shop;
    private final Map<String, Offers.Live> admissions = new HashMap<>();
    private final Map<String, Integer> left = new HashMap<>();
    private int percent;

    private Prices(Transaction transaction, Shop shop) {
        this.transaction = transaction;
        this.shop = shop;
    }

    /**
     * The prices that these codes give.
     *
     * @throws Problem if a code is worth nothing now, or two are for the same article
     */
    static Prices of(Transaction transaction, Shop shop, Offers offers, String customerId, List<String> codes) {
        Prices prices = new Prices(transaction, shop);
        for (String code : codes) {
            Integer off = Coupons.percent(transaction, shop.id(), code).orElse(null);
            if (off != null) {
                prices.percent = Math.max(prices.percent, off);
                continue;
            }
            prices.admit(offers.live(transaction, shop.id(), code, customerId)
                    .orElseThrow(
                            () -> new Problem(409, "code-refused", "the code " + code + " is worth nothing here now")));
        }
        return prices;
    }

    private void admit(Offers.Live live) {
        if (admissions.put(live.variantId(), live) != null) {
            throw new Problem(409, "code-refused", "only one admission can be used for one article");
        }
        left.put(live.variantId(), live.quantityLeft());
    }

    Line article(String lineId, WantedLine wanted) {
        Variant variant = Catalog.find(transaction, shop.id(), wanted.variantId())
                .filter(Variant::available)
                .orElseThrow(() -> Problem.notFound("variant " + wanted.variantId()));
        Offers.Live admission = admissions.get(variant.id());
        int atOffer = Math.min(wanted.quantity(), left.getOrDefault(variant.id(), 0));
        left.computeIfPresent(variant.id(), (id, before) -> before - atOffer);
        Taxed amount = amount(variant.price(), wanted.quantity() - atOffer, admission, atOffer);
        return new Line(
                lineId,
                variant.id(),
                variant.title(),
                LineKind.ARTICLE,
                wanted.quantity(),
                0,
                amount.net(),
                amount.tax(),
                atOffer > 0 ? admission.code() : null,
                atOffer,
                atOffer > 0 ? shop.taxed(admission.listedPrice()).times(atOffer).gross() : 0);
    }

    /** A fee or a discount on the whole order. */
    Line adjustment(String lineId, String code) {
        Adjustment adjustment = Adjustments.find(transaction, shop.id(), code)
                .orElseThrow(() -> Problem.notFound("adjustment " + code));
        boolean discount = adjustment.amount() < 0;
        Taxed size = shop.taxed(Math.abs(adjustment.amount()));
        return new Line(
                lineId,
                null,
                adjustment.title(),
                discount ? LineKind.DISCOUNT : LineKind.FEE,
                1,
                0,
                discount ? -size.net() : size.net(),
                discount ? -size.tax() : size.tax(),
                null,
                0,
                0);
    }

    private Taxed amount(long price, int ordinary, Offers.Live admission, int atOffer) {
        long rest = Math.multiplyExact(price, ordinary);
        if (shop.pricesIncludeTax()) {
            long offered = atOffer == 0 ? 0 : Math.multiplyExact(admission.listedPrice(), atOffer);
            return shop.taxed(offered + lessPercent(rest));
        }
        // Taxed piece by piece, so that a buyer pays as many times the shown price as there are pieces.
        Taxed amount = percent == 0 ? shop.taxed(price).times(ordinary) : shop.taxed(lessPercent(rest));
        return atOffer == 0
                ? amount
                : amount.plus(shop.taxed(admission.listedPrice()).times(atOffer));
    }

    private long lessPercent(long amount) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(100L - percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
