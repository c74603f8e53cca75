package shop.gather.adapter.woocommerce;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/**
 * Group prices in a shop with the plugin: each admitted buyer gets a signed token, which the plugin verifies by itself, so that any price can be had. Besides,
 * the plugin remembers what was opened, used up and taken back.
 */
final class TokenOffers implements PriceOffers {

    private static final int ADMISSIONS_PER_SECOND = 20;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);
    private static final String OFFER = "offer";
    private static final String ADMISSION = "admission";

    private final ShopFacts facts;
    private final WooCatalog catalog;
    private final PluginApi plugin;
    private final PriceTokens tokens;

    TokenOffers(ShopFacts facts, WooCatalog catalog, PluginApi plugin) {
        this.facts = facts;
        this.catalog = catalog;
        this.plugin = plugin;
        this.tokens = new PriceTokens(plugin.secret());
    }

    /** @param endsAt until when a closed offer must be remembered */
    private record Reference(String name, Instant endsAt) {

        private static final Pattern FORM = Pattern.compile("token:([0-9a-f]{16}):(\\d{1,11})");

        String format() {
            return "token:" + name + ":" + endsAt.getEpochSecond();
        }

        static Optional<Reference> parse(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches()
                    ? Optional.of(
                            new Reference(matcher.group(1), Instant.ofEpochSecond(Long.parseLong(matcher.group(2)))))
                    : Optional.empty();
        }
    }

    @Override
    public Limits limits() {
        return new Limits(Redemption.PRICE_TOKEN, OptionalInt.empty(), ADMISSIONS_PER_SECOND, TIME_TO_PAY);
    }

    @Override
    public CommandResult offer(Offer offer) {
        return Commands.run(() -> {
            if (VariantId.parse(offer.variantId()).flatMap(catalog::find).isEmpty()) {
                return Commands.notFound("variant " + offer.variantId());
            }
            boolean fine = offer.unitPrice().getAmount().stripTrailingZeros().scale() <= facts.decimals();
            if (!fine || !offer.unitPrice().getCurrencyUnit().equals(facts.currency())) {
                return CommandResult.refused(
                        RefusalCode.PRICE_UNREACHABLE,
                        "the shop sells in " + facts.currency() + " with " + facts.decimals() + " decimals");
            }
            Reference reference = new Reference(PriceTokens.offerName(offer.key()), offer.endsAt());
            return opened(
                    plugin.open(OFFER, reference.name(), "", offer.startsAt(), offer.endsAt()), reference.format());
        });
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Commands.run(() -> Reference.parse(admission.offerReference())
                .map(offer -> admit(admission, offer))
                .orElseGet(() -> Commands.notFound("offer " + admission.offerReference())));
    }

    private CommandResult admit(Admission admission, Reference offer) {
        Instant until = admission.until().isBefore(offer.endsAt()) ? admission.until() : offer.endsAt();
        PriceTokens.Terms terms = new PriceTokens.Terms(
                offer.name(),
                PriceTokens.admissionName(admission.key()),
                admission.customerId(),
                admission.variantId(),
                admission.unitPrice(),
                admission.maxQuantity(),
                until);
        return opened(
                plugin.open(ADMISSION, terms.admission(), offer.name(), Instant.EPOCH, until), tokens.token(terms));
    }

    /** The plugin remembers what was opened, so that a repeated command is told from a new one, also after a restart. */
    private static CommandResult opened(String mark, String reference) {
        return switch (mark) {
            case "done" -> CommandResult.done(reference);
            case "already" -> new CommandResult.AlreadyDone(reference);
            default -> CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer or the admission was closed");
        };
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return takeBack(ADMISSION, PriceTokens.admissionName(admission.key()), admission.until());
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Reference.parse(offerReference)
                .map(offer -> takeBack(OFFER, offer.name(), offer.endsAt()))
                .orElseGet(() -> new CommandResult.AlreadyDone(""));
    }

    private CommandResult takeBack(String kind, String name, Instant until) {
        return Commands.run(() -> plugin.close(kind, name, until).equals("done")
                ? CommandResult.done("")
                : new CommandResult.AlreadyDone(""));
    }
}
