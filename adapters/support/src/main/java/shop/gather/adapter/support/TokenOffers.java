package shop.gather.adapter.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/**
 * Group prices in a shop with Gather's plugin: each admitted buyer gets a signed token, which the plugin verifies
 * itself, so that any price is possible. The plugin stores which offers and admissions were opened, used and closed.
 */
public final class TokenOffers implements PriceOffers {

    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);

    private static final int ADMISSIONS_AT_ONCE = 50;

    private final Plugin plugin;
    private final SharedSecret secret;
    private final int admissionsPerSecond;

    /** @param admissionsPerSecond how many admissions the shop can store per second */
    public TokenOffers(Plugin plugin, SharedSecret secret, int admissionsPerSecond) {
        this.plugin = plugin;
        this.secret = secret;
        this.admissionsPerSecond = admissionsPerSecond;
    }

    /** The kinds of records in the plugin. Each record has a short name, which the tokens contain too. */
    public enum Kind {
        OFFER,
        ADMISSION
    }

    /** An admission that the plugin must store. @param offer the name of its offer */
    public record Opening(String name, String offer, Instant until) {}

    /** Access to Gather's plugin in one kind of shop. */
    public interface Plugin {

        /** Why the shop cannot sell the variant at this price; empty if it can. */
        Optional<CommandResult> refusal(Offer offer);

        /** A price in the form of the plugin's tokens; empty if the shop cannot charge it. */
        Optional<String> price(Money unitPrice);

        /** The short name of the record with this key; always the same for the same key. */
        String name(Kind kind, String key);

        /**
         * Makes the plugin store an offer until it ends. Returns {@code done}, {@code already}, or {@code closed} if it
         * was closed before.
         */
        String openOffer(String name, Instant from, Instant until);

        /** As {@link #openOffer} for admissions, with one request; {@code closed} also if the offer was closed. */
        List<String> openAdmissions(List<Opening> admissions);

        /** Closes a record permanently. Returns whether it was open. */
        boolean close(Kind kind, String name, Instant until);
    }

    /** @param endsAt until when a closed offer must be stored */
    private record Reference(String name, Instant endsAt) {

        private static final Pattern FORM = Pattern.compile("token:([A-Za-z0-9_-]{1,40}):(\\d{1,11})");

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
        return new Limits(Redemption.PRICE_TOKEN, OptionalInt.empty(), admissionsPerSecond, TIME_TO_PAY);
    }

    @Override
    public CommandResult offer(Offer offer) {
        return Commands.run(() -> plugin.refusal(offer).orElseGet(() -> open(offer)));
    }

    private CommandResult open(Offer offer) {
        if (plugin.price(offer.unitPrice()).isEmpty()) {
            return unreachable(offer.unitPrice());
        }
        Reference reference = new Reference(plugin.name(Kind.OFFER, offer.key()), offer.endsAt());
        return opened(plugin.openOffer(reference.name(), offer.startsAt(), offer.endsAt()), reference.format());
    }

    @Override
    public int admissionsAtOnce() {
        return ADMISSIONS_AT_ONCE;
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Commands.run(() -> admit(List.of(admission)).get(0));
    }

    @Override
    public List<CommandResult> admit(List<Admission> admissions) {
        List<Ticket> tickets = admissions.stream().map(this::ticket).toList();
        List<Opening> openings =
                tickets.stream().flatMap(ticket -> ticket.opening().stream()).toList();
        Iterator<String> marks = (openings.isEmpty() ? List.<String>of() : plugin.openAdmissions(openings)).iterator();
        return tickets.stream()
                .map(ticket -> ticket.opening()
                        .map(opening -> opened(marks.next(), ticket.token()))
                        .orElse(ticket.refusal()))
                .toList();
    }

    /** The result of an admission: a token if the plugin has stored it, or a refusal; null if there is none. */
    private record Ticket(Optional<Opening> opening, String token, CommandResult refusal) {

        static Ticket refused(CommandResult refusal) {
            return new Ticket(Optional.empty(), "", refusal);
        }
    }

    private Ticket ticket(Admission admission) {
        Optional<Reference> offer = Reference.parse(admission.offerReference());
        if (offer.isEmpty()) {
            return Ticket.refused(Commands.notFound("offer " + admission.offerReference()));
        }
        Optional<String> price = plugin.price(admission.unitPrice());
        if (price.isEmpty()) {
            return Ticket.refused(unreachable(admission.unitPrice()));
        }
        String name = plugin.name(Kind.ADMISSION, admission.key());
        Instant endsAt = offer.get().endsAt();
        Instant until = admission.until().isBefore(endsAt) ? admission.until() : endsAt;
        String token = new PriceToken(offer.get().name(), name, price.get(), admission, until).signed(secret);
        return new Ticket(Optional.of(new Opening(name, offer.get().name(), until)), token, null);
    }

    private static CommandResult unreachable(Money price) {
        return CommandResult.refused(
                RefusalCode.PRICE_UNREACHABLE, "the shop's prices have fewer decimals than " + price);
    }

    /**
     * The plugin stores what was opened, so that a repeated command is distinguished from a new one, even after a
     * restart.
     */
    private static CommandResult opened(String mark, String reference) {
        return switch (mark) {
            case "done" -> CommandResult.done(reference);
            case "already" -> new CommandResult.AlreadyDone(reference);
            default -> CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer or the admission was closed");
        };
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return close(Kind.ADMISSION, plugin.name(Kind.ADMISSION, admission.key()), admission.until());
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Reference.parse(offerReference)
                .map(offer -> close(Kind.OFFER, offer.name(), offer.endsAt()))
                .orElseGet(() -> new CommandResult.AlreadyDone(""));
    }

    private CommandResult close(Kind kind, String name, Instant until) {
        return Commands.run(
                () -> plugin.close(kind, name, until) ? CommandResult.done("") : new CommandResult.AlreadyDone(""));
    }
}
