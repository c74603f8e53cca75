package shop.gather.adapter.woocommerce;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.TokenOffers;
import shop.gather.adapter.support.signing.Digests;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.RefusalCode;

/** The functions of Gather's plugin in a WordPress site for price tokens. */
record TokenPrices(ShopFacts facts, WooCatalog catalog, PluginApi plugin) implements TokenOffers.Plugin {

    private static final int ADMISSIONS_PER_SECOND = 20;

    static PriceOffers offers(ShopFacts facts, WooCatalog catalog, PluginApi plugin) {
        return new TokenOffers(new TokenPrices(facts, catalog, plugin), plugin.secret(), ADMISSIONS_PER_SECOND);
    }

    @Override
    public Optional<CommandResult> refusal(Offer offer) {
        if (VariantId.parse(offer.variantId()).flatMap(catalog::find).isEmpty()) {
            return Optional.of(Commands.notFound("variant " + offer.variantId()));
        }
        boolean fine = offer.unitPrice().getAmount().stripTrailingZeros().scale() <= facts.decimals();
        return fine && offer.unitPrice().getCurrencyUnit().equals(facts.currency())
                ? Optional.empty()
                : Optional.of(CommandResult.refused(
                        RefusalCode.PRICE_UNREACHABLE,
                        "the shop sells in " + facts.currency() + " with " + facts.decimals() + " decimals"));
    }

    /** The plugin also gets the number of decimals, because WooCommerce's setting may differ from the currency's. */
    @Override
    public Optional<String> price(Money unitPrice) {
        return Optional.of(Long.toString(unitPrice.getAmountMinorLong(), Character.MAX_RADIX) + "."
                + unitPrice.getCurrencyUnit().getDecimalPlaces());
    }

    @Override
    public String name(TokenOffers.Kind kind, String key) {
        return kind == TokenOffers.Kind.OFFER ? Digests.hex("offer " + key, 8) : Digests.hex("admission " + key, 12);
    }

    @Override
    public String openOffer(String name, Instant from, Instant until) {
        return plugin.openOffer(name, from, until);
    }

    @Override
    public List<String> openAdmissions(List<TokenOffers.Opening> admissions) {
        return plugin.openAdmissions(admissions);
    }

    @Override
    public boolean close(TokenOffers.Kind kind, String name, Instant until) {
        return plugin.close(kind.name().toLowerCase(Locale.ROOT), name, until).equals("done");
    }
}
