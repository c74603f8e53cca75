package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.ShopTime;
import shop.gather.adapter.support.signing.Digests;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/**
 * Group prices in a shop without the plugin: a coupon for each admitted buyer, which only the buyer's e-mail address
 * can use, once, for a limited quantity, until the admission ends. A further coupon without a discount represents the
 * offer: buyers are admitted as long as it exists.
 *
 * <p>WooCommerce counts the use of a coupon without a lock: orders placed at the same moment may all get the price of
 * one admission. Each order contains the coupon's code ({@link shop.gather.spi.OrderSnapshot#couponCodes()}), so that
 * Gather detects repeated use.
 */
final class CouponOffers implements PriceOffers {

    private static final int ADMISSIONS_PER_SECOND = 5;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final String PREFIX = "gather-";
    private static final Pattern REFERENCE = Pattern.compile(PREFIX + "[0-9a-f]{16}");
    private static final String NOBODY = "nobody@gather.invalid";

    /** How many batches of a hundred coupons one command deletes before it asks to be retried. */
    private static final int MOST_BATCHES = 2;

    private final ShopFacts facts;
    private final WooCatalog catalog;
    private final WooCustomers customers;
    private final Coupons coupons;
    private final ShopTime time;

    CouponOffers(RestApi api, ShopFacts facts, WooCatalog catalog, WooCustomers customers) {
        this.facts = facts;
        this.catalog = catalog;
        this.customers = customers;
        this.coupons = new Coupons(api);
        this.time = api.time();
    }

    @Override
    public Limits limits() {
        return new Limits(Redemption.COUPON_CODE, OptionalInt.empty(), ADMISSIONS_PER_SECOND, TIME_TO_PAY);
    }

    /** A coupon is bound to an e-mail address, which WooCommerce compares with the billing address. */
    @Override
    public boolean requiresAccountEmail() {
        return true;
    }

    @Override
    public CommandResult offer(Offer offer) {
        return Commands.run(() -> {
            String code = PREFIX + Digests.hex("offer " + offer.key(), 8);
            if (coupons.find(code).isPresent()) {
                return new CommandResult.AlreadyDone(code);
            }
            return VariantId.parse(offer.variantId())
                    .flatMap(catalog::find)
                    .map(sold -> offer(offer, sold, code))
                    .orElseGet(() -> Commands.notFound("variant " + offer.variantId()));
        });
    }

    private CommandResult offer(Offer offer, WooCatalog.Sold sold, String code) {
        Optional<BigDecimal> discount = new ReachablePrice(facts).discount(offer, sold);
        if (discount.isEmpty()) {
            return CommandResult.refused(
                    RefusalCode.PRICE_UNREACHABLE,
                    "the shop's prices and taxes cannot make " + offer.unitPrice() + " with a discount");
        }
        String times = offer.startsAt().getEpochSecond() + " " + offer.endsAt().getEpochSecond();
        JsonObjectBuilder coupon = coupon(BigDecimal.ZERO, sold.id(), NOBODY, 1, offer.endsAt())
                .add("description", "Gather: stands for an offer. Deleted when the campaign ends.")
                .add("meta_data", Marks.meta(Map.of(Marks.OFFER, times)));
        return coupons.make(code, coupon);
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Commands.run(() -> {
            Optional<Instant[]> times = times(admission.offerReference());
            if (times.isEmpty()) {
                return CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer is closed");
            }
            String code = code(admission);
            if (coupons.find(code).isPresent()) {
                return new CommandResult.AlreadyDone(code);
            }
            Optional<WooCatalog.Sold> sold =
                    VariantId.parse(admission.variantId()).flatMap(catalog::find);
            Optional<String> email = customers
                    .find(admission.customerId())
                    .flatMap(customer -> Fields.optionalText(customer, "email"))
                    .filter(address -> !address.isBlank());
            if (sold.isEmpty()) {
                return Commands.notFound("variant " + admission.variantId());
            }
            return email.isEmpty()
                    ? Commands.notFound("customer " + admission.customerId() + " with an e-mail address")
                    : admit(admission, sold.get(), email.get(), times.get());
        });
    }

    private CommandResult admit(Admission admission, WooCatalog.Sold sold, String email, Instant[] times) {
        Instant until = admission.until().isBefore(times[1]) ? admission.until() : times[1];
        Offer offer = new Offer(
                admission.key(),
                admission.variantId(),
                admission.unitPrice(),
                admission.maxQuantity(),
                times[0],
                times[1]);
        Optional<BigDecimal> discount = new ReachablePrice(facts).discount(offer, sold);
        if (discount.isEmpty()) {
            return CommandResult.refused(
                    RefusalCode.PRICE_UNREACHABLE, "the article's price has changed since it was offered");
        }
        // A coupon cannot have a start time: before the offer begins, buyers get a coupon without a discount.
        BigDecimal amount = time.now().isBefore(times[0]) ? BigDecimal.ZERO : discount.get();
        JsonObjectBuilder coupon = coupon(amount, sold.id(), email, admission.maxQuantity(), until)
                .add("description", "Gather: the group price of one buyer");
        CommandResult result = coupons.make(code(admission), coupon);
        if (coupons.find(admission.offerReference()).isEmpty()) {
            coupons.delete(code(admission));
            return CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer was closed in the meantime");
        }
        return result;
    }

    /**
     * {@code date_expires_gmt} would be ignored silently; {@code date_expires} with its zone is UTC wherever the site
     * is.
     */
    private static JsonObjectBuilder coupon(
            BigDecimal amount, VariantId variant, String email, int items, Instant until) {
        return JsonText.object()
                .add("discount_type", "fixed_product")
                .add("amount", amount.toPlainString())
                .add("product_ids", JsonText.array().add(Long.parseLong(variant.item())))
                .add("individual_use", true)
                .add("usage_limit", 1)
                .add("usage_limit_per_user", 1)
                .add("limit_usage_to_x_items", items)
                .add("email_restrictions", JsonText.array().add(email))
                .add("date_expires", until.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return Commands.run(() -> isOurs(admission.offerReference()) && coupons.delete(code(admission))
                ? CommandResult.done("")
                : new CommandResult.AlreadyDone(""));
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Commands.run(() -> {
            if (!isOurs(offerReference)) {
                return new CommandResult.AlreadyDone("");
            }
            boolean any = coupons.delete(offerReference);
            for (int batch = 0; batch < MOST_BATCHES; batch++) {
                List<JsonObject> left = coupons.beginningWith(offerReference);
                if (left.isEmpty()) {
                    return any ? CommandResult.done("") : new CommandResult.AlreadyDone("");
                }
                coupons.delete(left);
                any = true;
            }
            return coupons.beginningWith(offerReference).isEmpty()
                    ? CommandResult.done("")
                    : new CommandResult.RetryAfter(AGAIN, "there are more coupons to delete");
        });
    }

    /** An owner's own coupon is never changed or deleted. */
    private static boolean isOurs(String reference) {
        return REFERENCE.matcher(reference).matches();
    }

    private static String code(Admission admission) {
        return admission.offerReference() + "-" + Digests.hex("admission " + admission.key(), 8);
    }

    /** The period in which an offer is open; empty if it does not exist. */
    private Optional<Instant[]> times(String reference) {
        return Optional.of(reference)
                .filter(CouponOffers::isOurs)
                .flatMap(coupons::find)
                .flatMap(coupon -> WooFields.meta(coupon, Marks.OFFER))
                .filter(text -> text.matches("\\d{1,11} \\d{1,11}"))
                .map(text -> text.split(" "))
                .map(parts -> new Instant[] {
                    Instant.ofEpochSecond(Long.parseLong(parts[0])), Instant.ofEpochSecond(Long.parseLong(parts[1]))
                });
    }
}
