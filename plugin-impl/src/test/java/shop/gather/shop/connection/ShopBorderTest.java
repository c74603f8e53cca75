package shop.gather.shop.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.UnreadableOrders;
import shop.gather.platform.StorableText;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What an adapter may return: every text of the SPI, in every length. */
class ShopBorderTest {

    private static final int[] LENGTHS = {0, 1, 99, 100, 101, 201, 301, 600, 700, 2_000, 2_001, 65_536, 200_000};

    /**
     * The columns that keep what has passed, by rule. What is not listed is kept in order_snapshot.snapshot, or not at
     * all.
     */
    private static final Map<String, List<String>> COLUMNS = new TreeMap<>(Map.ofEntries(
            Map.entry("CustomerSnapshot.customerId", List.of("member_alias.customer_id")),
            Map.entry("CustomerSnapshot.displayName", List.of("member.display_name")),
            Map.entry("CustomerSnapshot.email", List.of("member.email")),
            Map.entry("ShopIdentity.fingerprint", List.of("shop_connection.fingerprint")),
            Map.entry("ShopIdentity.name", List.of("shop_connection.shop_name")),
            Map.entry("VariantSnapshot.variantId", List.of("campaign.variant_id", "group_link.variant_id")),
            Map.entry("VariantSnapshot.title", List.of("campaign.title")),
            Map.entry(
                    "OrderSnapshot.orderId",
                    List.of(
                            "order_snapshot.order_id",
                            "shop_command.order_id",
                            "participation.order_id",
                            "attribution.order_id",
                            "commission.order_id")),
            Map.entry("OrderSnapshot.couponCodes", List.of("leader_coupon.code")),
            Map.entry("OrderSnapshot.Refund.key", List.of("shop_command.command_key")),
            Map.entry("Orders.placedBy", List.of("order_snapshot.order_id")),
            Map.entry("Orders.Changes.orderIds", List.of("order_snapshot.order_id")),
            Map.entry("Orders.Changes.cursor", List.of("shop_connection.changes_cursor")),
            Map.entry("Notifications.changedOrders", List.of("order_snapshot.order_id")),
            Map.entry(
                    "PriceOffers/CommandResult.Done.reference",
                    List.of("shop_command.reference", "campaign.offer_reference", "participation.admission_reference")),
            Map.entry("CommandResult.Done.reference", List.of("shop_command.reference")),
            Map.entry("CommandResult.Refused.reason", List.of("shop_command.outcome", "campaign.refusal"))));

    private final List<String> reported = new ArrayList<>();
    private final ShopBorder border = new ShopBorder(reported::add);

    @Test
    void everyTextOfEveryPortHasARule() {
        Set<String> fields = new TreeSet<>();
        ports().forEach(port -> Arrays.stream(port.getMethods())
                .forEach(method -> texts(
                        port.getSimpleName() + "." + method.getName(),
                        method.getGenericReturnType(),
                        fields,
                        new HashSet<>())));
        assertThat(fields).hasSizeGreaterThan(25);
        assertThat(ShopBorder.RULES.keySet()).containsAll(fields);
    }

    @OnBothDatabases
    void whatPassesFitsTheColumns(StoreDatabase database) {
        COLUMNS.forEach((field, columns) -> columns.forEach(column -> {
            String[] names = column.split("\\.");
            int length = database.sql()
                    .directory(
                            "select character_maximum_length as longest from information_schema.columns where "
                                    + "lower(table_name) = ? and lower(column_name) = ?",
                            row -> row.getInt("longest"),
                            names[0],
                            names[1])
                    .get(0);
            assertThat(length)
                    .as(field + " in " + column)
                    .isGreaterThanOrEqualTo(ShopBorder.RULES.get(field).longest());
        }));
    }

    @Test
    void aTextOfAnyLengthIsCutOrRefusedAndTheRefusalNamesTheField() throws Exception {
        Random random = new Random(20_261_128);
        int passed = 0;
        for (Class<?> type : records()) {
            for (int length : LENGTHS) {
                Record made = made(type, text(random, length));
                String port = random.nextBoolean() ? "PriceOffers" : "Orders";
                try {
                    fits(port, border.admit(port, "any", made));
                    passed++;
                } catch (ShopException refused) {
                    assertThat(refused.error()).isEqualTo(ShopError.BAD_ANSWER);
                    assertThat(refused.getMessage()).contains(".").hasSizeLessThan(300);
                    assertThat(ShopBorder.RULES.keySet())
                            .as(refused.getMessage())
                            .anyMatch(field -> refused.getMessage().contains(field.replaceFirst(".*/", "")));
                }
            }
        }
        assertThat(passed).isGreaterThan(30);
    }

    @Test
    void anOrderIdThatCannotBeUsedDoesNotKeepTheOthersBack() {
        assertThat(border.admit("Orders", "placedBy", List.of("1", "2".repeat(700), "3\u0000", "4")))
                .isEqualTo(List.of("1", "4"));
        assertThat(reported).hasSize(2);
    }

    @Test
    void onlyGathersOwnMetadataPasses() {
        OrderSnapshot order = UnreadableOrders.order("7", Map.of(OrderMetadata.CLICK, "token", "note", "Mia Meyer"));
        assertThat(((OrderSnapshot) border.admit("Orders", "order", order)).metadata())
                .isEqualTo(Map.of(OrderMetadata.CLICK, "token"));
    }

    @Test
    void anOrderOfTooManyLinesIsRefused() {
        Money zero = Money.zero(CurrencyUnit.EUR);
        OrderSnapshot.Line line = OrderSnapshot.Line.adjustment("l", OrderSnapshot.LineKind.values()[1], zero, zero);
        OrderSnapshot order = UnreadableOrders.order("7", Map.of());
        OrderSnapshot many = new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                order.buyerEmailHash(),
                order.placedAt(),
                order.state(),
                order.fulfilment(),
                order.currency(),
                java.util.Collections.nCopies(1_001, line),
                order.shipping(),
                order.payments(),
                order.couponCodes(),
                order.metadata());
        assertThatThrownBy(() -> border.admit("Orders", "order", many))
                .isInstanceOf(ShopException.class)
                .hasMessageContaining("OrderSnapshot.lines has 1001 elements");
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder("x".repeat(length));
        if (length > 0 && random.nextInt(3) == 0) {
            text.setCharAt(random.nextInt(length), random.nextBoolean() ? '\u0000' : '\ud800');
        }
        return text.toString();
    }

    private static void fits(String port, Object value) throws ReflectiveOperationException {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                fits(port, optional.get());
            }
        } else if (value instanceof Iterable<?> elements) {
            for (Object element : elements) {
                fits(port, element);
            }
        } else if (value instanceof Record made) {
            for (RecordComponent component : made.getClass().getRecordComponents()) {
                Object inner = component.getAccessor().invoke(made);
                String field = ShopBorder.name(made.getClass()) + "." + component.getName();
                ShopBorder.Rule rule = ShopBorder.RULES.getOrDefault(port + "/" + field, ShopBorder.RULES.get(field));
                strings(inner).forEach(text -> {
                    assertThat(text.length()).as(field).isLessThanOrEqualTo(rule.longest());
                    assertThat(StorableText.isClean(text)).as(field).isTrue();
                });
                fits(port, inner);
            }
        }
    }

    private static List<String> strings(Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(ShopBorderTest::strings).orElse(List.of());
        }
        List<String> found = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> found.addAll(strings(inner)));
        } else if (value instanceof Iterable<?> elements) {
            elements.forEach(inner -> found.addAll(strings(inner)));
        }
        return found;
    }

    /** An instance with this text wherever a text can be. */
    private static Record made(Class<?> type, String text) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i].getGenericType(), text);
        }
        var canonical = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return (Record) canonical.newInstance(values);
    }

    private static Object value(Type type, String text) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Map.class) {
                return Map.of(OrderMetadata.CLICK, text);
            }
            Object inner = value(generic.getActualTypeArguments()[0], text);
            return raw == Optional.class ? Optional.of(inner) : raw == Set.class ? Set.of(inner) : List.of(inner);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return made(plain, text);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        Map<Class<?>, Object> values = Map.of(
                String.class,
                text,
                Money.class,
                Money.zero(CurrencyUnit.EUR),
                CurrencyUnit.class,
                CurrencyUnit.EUR,
                Instant.class,
                Instant.EPOCH,
                Duration.class,
                Duration.ZERO,
                BigDecimal.class,
                BigDecimal.ONE,
                OptionalInt.class,
                OptionalInt.empty(),
                boolean.class,
                true,
                int.class,
                1);
        return java.util.Objects.requireNonNull(values.get(plain), plain.getName());
    }

    /** The ports that can be reached from a shop. */
    private static Set<Class<?>> ports() {
        Set<Class<?>> ports = new HashSet<>(Set.of(Shop.class));
        for (Method method : Shop.class.getMethods()) {
            Class<?> port = BorderedShop.portOf(method.getGenericReturnType());
            if (port != null) {
                ports.add(port);
            }
        }
        assertThat(ports).hasSizeGreaterThan(10);
        return ports;
    }

    private static Set<Class<?>> records() {
        Set<Class<?>> records = new HashSet<>();
        ports().forEach(port -> Arrays.stream(port.getMethods())
                .forEach(method -> texts("", method.getGenericReturnType(), new HashSet<>(), records)));
        assertThat(records).hasSizeGreaterThan(10);
        return records;
    }

    private static void texts(String field, Type type, Set<String> fields, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            texts(field, arguments[arguments.length - 1], fields, records);
        } else if (type == String.class) {
            fields.add(field);
        } else if (type instanceof Class<?> plain && plain.isSealed()) {
            Arrays.stream(plain.getPermittedSubclasses()).forEach(each -> texts(field, each, fields, records));
        } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain)) {
            for (RecordComponent component : plain.getRecordComponents()) {
                texts(ShopBorder.name(plain) + "." + component.getName(), component.getGenericType(), fields, records);
            }
        }
    }
}
