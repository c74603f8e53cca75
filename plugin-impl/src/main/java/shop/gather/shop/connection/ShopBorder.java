package shop.gather.shop.connection;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.joda.money.Money;
import shop.gather.platform.StorableText;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Validates everything that an adapter returns, so that it fits the database. Names and reasons are cut. Ids that are
 * too long are refused, because a cut id would be another id. Evidence that is too long to be Gather's own is left out.
 * A text field without its own rule is treated as an id. Thread-safe.
 */
public final class ShopBorder {

    /** The longest id of an order, customer, variant, line or payment. */
    static final int ID = 100;

    /** The longest name of a shop, a customer or a means of payment. */
    static final int NAME = 200;

    /** The longest title of a product. */
    static final int TITLE = 300;

    /** The longest reason that a shop gives. */
    public static final int REASON = 500;

    /** The longest address, and the longest reference that storefronts or later commands need. */
    static final int REFERENCE = 2_000;

    /** The longest position in a shop's changes, as the SPI says. */
    static final int CURSOR = 1_000;

    static final int EMAIL = 320;

    static final int EMAIL_HASH = 64;

    /** The longest key that a command of Gather can have. */
    static final int COMMAND_KEY = 150;

    /** The most elements of a list: lines of an order, refunds of a payment. */
    static final int ELEMENTS = 1_000;

    /** The most digits of an amount or a quantity. */
    private static final int DIGITS = 30;

    /** The treatment of a text that is too long. */
    enum Excess {
        REFUSE,
        CUT,
        /** The element or the optional value is treated as missing. */
        OMIT,
        /** As OMIT, and the owner gets an alarm. */
        REPORT
    }

    record Rule(Excess excess, int longest) {}

    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("CustomerSnapshot.customerId", new Rule(Excess.REFUSE, ID)),
            Map.entry("CustomerSnapshot.displayName", new Rule(Excess.CUT, NAME)),
            Map.entry("CustomerSnapshot.email", new Rule(Excess.OMIT, EMAIL)),
            Map.entry("ShopIdentity.fingerprint", new Rule(Excess.REFUSE, NAME)),
            Map.entry("ShopIdentity.name", new Rule(Excess.CUT, NAME)),
            Map.entry("VariantSnapshot.variantId", new Rule(Excess.REFUSE, ID)),
            Map.entry("VariantSnapshot.productId", new Rule(Excess.REFUSE, REFERENCE)),
            Map.entry("VariantSnapshot.title", new Rule(Excess.CUT, TITLE)),
            Map.entry("VariantSnapshot.sku", new Rule(Excess.CUT, NAME)),
            Map.entry("OrderSnapshot.orderId", new Rule(Excess.REFUSE, ID)),
            Map.entry("OrderSnapshot.number", new Rule(Excess.CUT, ID)),
            Map.entry("OrderSnapshot.customerId", new Rule(Excess.REFUSE, ID)),
            Map.entry("OrderSnapshot.buyerEmailHash", new Rule(Excess.OMIT, EMAIL_HASH)),
            Map.entry("OrderSnapshot.couponCodes", new Rule(Excess.OMIT, ID)),
            Map.entry("OrderSnapshot.metadata", new Rule(Excess.OMIT, REFERENCE)),
            Map.entry("OrderSnapshot.Line.lineId", new Rule(Excess.REFUSE, ID)),
            // No campaign can contain such a variant.
            Map.entry("OrderSnapshot.Line.variantId", new Rule(Excess.OMIT, ID)),
            Map.entry("OrderSnapshot.Payment.paymentId", new Rule(Excess.REFUSE, ID)),
            Map.entry("OrderSnapshot.Payment.method", new Rule(Excess.CUT, NAME)),
            Map.entry("OrderSnapshot.Refund.refundId", new Rule(Excess.REFUSE, ID)),
            Map.entry("OrderSnapshot.Refund.key", new Rule(Excess.OMIT, COMMAND_KEY)),
            Map.entry("OrderSnapshot.RefundLine.lineId", new Rule(Excess.REFUSE, ID)),
            Map.entry("Orders.placedBy", new Rule(Excess.REPORT, ID)),
            Map.entry("Orders.Changes.orderIds", new Rule(Excess.REPORT, ID)),
            Map.entry("Orders.Changes.cursor", new Rule(Excess.REFUSE, CURSOR)),
            Map.entry("Notifications.changedOrders", new Rule(Excess.REPORT, ID)),
            Map.entry("PriceOffers/CommandResult.Done.reference", new Rule(Excess.REFUSE, REFERENCE)),
            Map.entry("PriceOffers/CommandResult.AlreadyDone.reference", new Rule(Excess.REFUSE, REFERENCE)),
            // The reference of other commands is not used again, and refusing the answer would repeat a completed
            // command.
            Map.entry("CommandResult.Done.reference", new Rule(Excess.CUT, REASON)),
            Map.entry("CommandResult.AlreadyDone.reference", new Rule(Excess.CUT, REASON)),
            Map.entry("CommandResult.Refused.reason", new Rule(Excess.CUT, REASON)),
            Map.entry("CommandResult.RetryAfter.reason", new Rule(Excess.CUT, REASON)),
            Map.entry("CommandResult.Unknown.reason", new Rule(Excess.CUT, REASON)));

    private static final Rule OTHERS = new Rule(Excess.REFUSE, ID);

    /** The only metadata of orders that Gather reads. In some shops buyers can write other metadata. */
    private static final Set<String> METADATA = Set.of(OrderMetadata.CLICK, OrderMetadata.PARTICIPATION);

    private final Consumer<String> unusable;

    /** @param unusable receives the first characters of each id in a list that is invalid and left out */
    ShopBorder(Consumer<String> unusable) {
        this.unusable = unusable;
    }

    /** Cuts a text for people to a length. */
    public static String text(String text, int longest) {
        return StorableText.cut(text, longest);
    }

    /** The same failure with a message that can be stored. */
    static ShopException admit(ShopException failure) {
        String message = text(Objects.requireNonNullElse(failure.getMessage(), ""), REASON);
        return message.equals(failure.getMessage())
                ? failure
                : new ShopException(
                        failure.error(), message, failure.retryAfter().orElse(null), failure);
    }

    /**
     * Validates the value that a port has returned.
     *
     * @param port the simple name of the interface
     * @throws ShopException {@code BAD_ANSWER}, naming the field that cannot be accepted
     */
    Object admit(String port, String method, Object answer) {
        return admit(new Place(port, port + "." + method), answer);
    }

    /** @param field the name used in the rules */
    private record Place(String port, String field) {

        Rule rule() {
            Rule own = RULES.get(port + "/" + field);
            return own == null ? RULES.getOrDefault(field, OTHERS) : own;
        }

        ShopException refusal(String why) {
            return new ShopException(
                    ShopError.BAD_ANSWER, "The shop's answer cannot be used: " + field + " " + why + ".");
        }
    }

    private Object admit(Place place, Object value) {
        if (value instanceof String text) {
            return admit(place, text).orElseThrow(() -> refused(place, text));
        }
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(inner ->
                    inner instanceof String text ? admit(place, text) : Optional.ofNullable(admit(place, inner)));
        }
        if (value instanceof Map<?, ?> map) {
            return admit(place, map);
        }
        if (value instanceof Collection<?> elements) {
            return admit(place, elements);
        }
        if (value instanceof Record made && made.getClass().getPackage() == OrderSnapshot.class.getPackage()) {
            return admit(place.port(), made);
        }
        if (value instanceof URI address && address.toString().length() > REFERENCE) {
            throw place.refusal("is longer than " + REFERENCE + " characters");
        }
        if (value instanceof Money money) {
            return admit(place, money.getAmount(), money);
        }
        return value instanceof BigDecimal number ? admit(place, number, number) : value;
    }

    /** The validated text; empty if it is left out. */
    private Optional<String> admit(Place place, String text) {
        Rule rule = place.rule();
        if (rule.excess() == Excess.CUT) {
            return Optional.of(text(text, rule.longest()));
        }
        if (text.length() <= rule.longest() && StorableText.isClean(text)) {
            return Optional.of(text);
        }
        if (rule.excess() == Excess.REFUSE) {
            throw refused(place, text);
        }
        if (rule.excess() == Excess.REPORT) {
            unusable.accept(text(text, NAME));
        }
        return Optional.empty();
    }

    private static ShopException refused(Place place, String text) {
        int longest = place.rule().longest();
        return place.refusal(
                text.length() > longest
                        ? "has " + text.length() + " characters, more than " + longest
                        : "has control characters");
    }

    private Map<String, String> admit(Place place, Map<?, ?> metadata) {
        Map<String, String> known = new LinkedHashMap<>();
        metadata.forEach((key, value) -> {
            if (key instanceof String name && METADATA.contains(name) && value instanceof String text) {
                admit(place, text).ifPresent(admitted -> known.put(name, admitted));
            }
        });
        return known;
    }

    private Collection<?> admit(Place place, Collection<?> elements) {
        if (elements.size() > ELEMENTS) {
            throw place.refusal("has " + elements.size() + " elements, more than " + ELEMENTS);
        }
        Collection<Object> admitted = elements instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof String text) {
                admit(place, text).ifPresent(admitted::add);
            } else {
                admitted.add(admit(place, element));
            }
        }
        return admitted;
    }

    private static Object admit(Place place, BigDecimal number, Object value) {
        if (number.precision() > DIGITS || Math.abs((long) number.scale()) > DIGITS) {
            throw place.refusal("has more than " + DIGITS + " digits");
        }
        return value;
    }

    private Record admit(String port, Record made) {
        Class<?> type = made.getClass();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        boolean same = true;
        for (int i = 0; i < components.length; i++) {
            Place place = new Place(port, name(type) + "." + components[i].getName());
            Object before = read(components[i], made);
            if (before == null) {
                throw place.refusal("is missing");
            }
            values[i] = admit(place, before);
            same &= values[i].equals(before);
        }
        return same ? made : make(type, components, values);
    }

    /** The name as in source code: {@code OrderSnapshot.Line}. */
    static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static Object read(RecordComponent component, Record made) {
        try {
            return component.getAccessor().invoke(made);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Record make(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return (Record) canonical.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
