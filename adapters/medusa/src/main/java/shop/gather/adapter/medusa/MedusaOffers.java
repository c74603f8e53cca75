package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.medusa.OfferPromotions.Found;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.CouponCode;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.Catalog;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/**
 * Group prices by a promotion per campaign, with a code of its own, for the members of a customer group made for it,
 * once for each of them. The code is the reference of the offer and of all its admissions; it is of no use to anybody
 * who is not in the group.
 *
 * <p>A group knows members, not admissions. A buyer who is admitted again while the end of an earlier admission is
 * still on its way to the shop is a member already; a note on the group then says of which admission, and the late end
 * leaves the membership alone. Whichever comes second, the note or the end, sees the other and mends it. An end whose
 * answer is lost comes again, maybe when the buyer has joined again: so an end is noted as well, until it was answered,
 * and who joins meanwhile is noted too.
 */
final class MedusaOffers implements PriceOffers {

    /**
     * Medusa loads a promotion by its code: open ones cost a cart nothing. Each also makes a customer group, which
     * people see.
     */
    private static final int LIVE_OFFERS = 200;

    private static final int ADMISSIONS_PER_SECOND = 5;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);
    private final Catalog catalog;
    private final OfferPromotions promotions;
    private final OfferMembers members;

    MedusaOffers(Catalog catalog, MedusaApi api) {
        this.catalog = catalog;
        this.promotions = new OfferPromotions(api);
        this.members = new OfferMembers(api);
    }

    @Override
    public Limits limits() {
        return new Limits(Redemption.COUPON_CODE, OptionalInt.of(LIVE_OFFERS), ADMISSIONS_PER_SECOND, TIME_TO_PAY);
    }

    @Override
    public CommandResult offer(Offer offer) {
        return Commands.run(() -> {
            String code = CouponCode.of(offer.key());
            if (promotions.find(code).isPresent()) {
                return new AlreadyDone(code);
            }
            return catalog.variant(offer.variantId())
                    .map(variant -> make(offer, variant, code))
                    .orElseGet(() -> Commands.notFound("variant " + offer.variantId()));
        });
    }

    private CommandResult make(Offer offer, VariantSnapshot variant, String code) {
        if (!offer.unitPrice().getCurrencyUnit().equals(variant.price().getCurrencyUnit())
                || !offer.unitPrice().isLessThan(variant.price())) {
            return CommandResult.refused(
                    RefusalCode.PRICE_UNREACHABLE,
                    "the shop sells it for " + variant.price() + ": the group price must be below that");
        }
        Money discount = variant.price().minus(offer.unitPrice());
        Reply reply = promotions.make(offer, code, discount);
        if (reply.isDone() || promotions.find(code).isPresent()) {
            return CommandResult.done(code);
        }
        return Refusals.of(reply, RefusalCode.SHOP_REFUSED);
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Commands.run(() -> {
            String code = admission.offerReference();
            if (!CouponCode.isOurs(code)) {
                return Commands.notFound("offer " + code);
            }
            Optional<Found> found = promotions.find(code);
            if (found.isEmpty()) {
                return CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer is closed");
            }
            Optional<JsonObject> customer =
                    members.customer(admission.customerId()).filter(MedusaCustomers::isRegistered);
            if (customer.isEmpty()) {
                return Commands.notFound("customer " + admission.customerId());
            }
            return isMember(customer.get(), found.get().groupId())
                    ? note(admission, found.get().groupId(), new AlreadyDone(code))
                    : join(admission, found.get().groupId());
        });
    }

    private CommandResult join(Admission admission, String group) {
        Reply reply = members.join(group, admission.customerId());
        if (!reply.isDone()) {
            return Refusals.of(reply, RefusalCode.OFFER_LIMIT);
        }
        CommandResult joined = CommandResult.done(admission.offerReference());
        return OfferMembers.namesAnother(reply.body(), admission) ? note(admission, group, joined) : joined;
    }

    /**
     * Notes that the buyer, who is a member, is one by this admission, and looks whether the end of an earlier one came
     * before the note.
     *
     * @param noted the result, if the buyer is a member still or again
     */
    private CommandResult note(Admission admission, String group, CommandResult noted) {
        members.mark(group, admission);
        boolean stands = members.customer(admission.customerId())
                .filter(customer -> isMember(customer, group))
                .isPresent();
        return stands || members.join(group, admission.customerId()).isDone()
                ? noted
                : new Unknown("the buyer is no member now");
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return Commands.run(() -> {
            Optional<Found> found = Optional.of(admission.offerReference())
                    .filter(CouponCode::isOurs)
                    .flatMap(promotions::find);
            boolean admitted = found.isPresent()
                    && members.customer(admission.customerId())
                            .filter(customer -> isMember(customer, found.get().groupId()))
                            .isPresent();
            return admitted ? leave(admission, found.get().groupId()) : new AlreadyDone("");
        });
    }

    /** The end is noted first: if its answer is lost, it comes again, and the admission after it must know that. */
    private CommandResult leave(Admission admission, String group) {
        if (OfferMembers.isOfAnother(members.markEnding(group, admission), admission)) {
            forget(admission, group);
            return new AlreadyDone("");
        }
        Reply reply = members.leave(group, admission.customerId());
        if (!reply.isDone()) {
            return reply.isMissing() ? CommandResult.done("") : Refusals.of(reply, RefusalCode.SHOP_REFUSED);
        }
        if (OfferMembers.isOfAnother(reply.body(), admission)) {
            MedusaApi.expect(members.join(group, admission.customerId()));
        }
        forget(admission, group);
        return CommandResult.done("");
    }

    private void forget(Admission admission, String group) {
        try {
            members.clearEnding(group, admission);
        } catch (ShopException failure) {
            // The end is answered all the same: a note that stays costs the buyer's next admission one more, no end.
        }
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Commands.run(() -> CouponCode.isOurs(offerReference) && promotions.delete(offerReference)
                ? CommandResult.done("")
                : new AlreadyDone(""));
    }

    private static boolean isMember(JsonObject customer, String groupId) {
        return Fields.objects(customer, "groups").stream()
                .anyMatch(group -> Fields.text(group, "id").equals(groupId));
    }
}
