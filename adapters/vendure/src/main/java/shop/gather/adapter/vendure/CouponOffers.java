package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.CouponCode;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.vendure.CouponPromotions.Found;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/**
 * Group prices in a shop without the host plugin: a promotion per campaign with its own coupon code. It applies to the
 * members of a customer group created for it, once per member. Vendure's promotions have no maximum quantity: a second
 * promotion with the same code reverses the discount for carts with too many units. The coupon code is the reference of
 * the offer and of all its admissions.
 */
final class CouponOffers implements PriceOffers {

    /** Vendure evaluates every active promotion, two per offer, whenever a cart changes. */
    private static final int LIVE_OFFERS = 25;

    private static final int ADMISSIONS_PER_SECOND = 10;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);

    private static final String VARIANT =
            "query($id: ID!) { productVariant(id: $id) { id price priceWithTax currencyCode taxRateApplied { value } } }";

    private final AdminApi api;
    private final HostFacts facts;
    private final CouponPromotions promotions;

    CouponOffers(AdminApi api, HostFacts facts) {
        this.api = api;
        this.facts = facts;
        this.promotions = new CouponPromotions(api);
    }

    @Override
    public Limits limits() {
        return new Limits(Redemption.COUPON_CODE, OptionalInt.of(LIVE_OFFERS), ADMISSIONS_PER_SECOND, TIME_TO_PAY);
    }

    @Override
    public CommandResult offer(Offer offer) {
        return Commands.run(() -> {
            String code = CouponCode.of(offer.key());
            Found found = promotions.find(code);
            if (found.isComplete()) {
                return new CommandResult.AlreadyDone(code);
            }
            return api.callExisting(VARIANT, AdminApi.variables().add("id", offer.variantId()))
                    .flatMap(data -> Fields.optionalObject(data, "productVariant"))
                    .map(variant -> make(offer, variant, code, found))
                    .orElseGet(() -> Commands.notFound("variant " + offer.variantId()));
        });
    }

    /**
     * Creates missing objects. The discount comes first, because Vendure validates a code by the oldest promotion that
     * has it.
     */
    private CommandResult make(Offer offer, JsonObject variant, String code, Found found) {
        Optional<PercentageDiscount> reachable = new ReachablePrice(facts).discount(offer, variant);
        if (reachable.isEmpty()) {
            return CommandResult.refused(
                    RefusalCode.PRICE_UNREACHABLE,
                    "the shop's prices and taxes cannot make " + offer.unitPrice() + " with a discount");
        }
        String group = found.group().orElseGet(() -> promotions.makeGroup(code));
        OfferPromotions inputs = new OfferPromotions(offer, "Gather " + offer.key(), code, group, reachable.get());
        if (found.promotions().isEmpty()) {
            JsonObject discount = promotions.makePromotion(inputs.discounting());
            if (!Refusals.is(discount, "Promotion")) {
                return Refusals.of(discount);
            }
        }
        JsonObject cap = promotions.makePromotion(inputs.capping());
        return Refusals.is(cap, "Promotion") ? CommandResult.done(code) : Refusals.of(cap);
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Commands.run(() -> {
            String code = admission.offerReference();
            if (!CouponCode.isOurs(code)) {
                return Commands.notFound("offer " + code);
            }
            Found found = promotions.find(code, admission.customerId());
            if (!found.isComplete()) {
                return closed();
            }
            if (found.customer().isEmpty()) {
                return Commands.notFound("customer " + admission.customerId());
            }
            if (found.isMember()) {
                return new CommandResult.AlreadyDone(code);
            }
            return promotions.join(found.group().orElseThrow(), admission.customerId())
                    ? CommandResult.done(code)
                    : closed();
        });
    }

    private static CommandResult closed() {
        return CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer is closed");
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return Commands.run(() -> {
            Found found = promotions.find(admission.offerReference(), admission.customerId());
            if (!CouponCode.isOurs(admission.offerReference()) || !found.isMember()) {
                return new CommandResult.AlreadyDone("");
            }
            promotions.leave(found.group().orElseThrow(), admission.customerId());
            return CommandResult.done("");
        });
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Commands.run(
                () -> CouponCode.isOurs(offerReference) && promotions.delete(promotions.find(offerReference))
                        ? CommandResult.done("")
                        : new CommandResult.AlreadyDone(""));
    }
}
