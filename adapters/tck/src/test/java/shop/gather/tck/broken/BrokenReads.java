package shop.gather.tck.broken;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import shop.gather.spi.Catalog;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;
import shop.gather.tck.CatalogContract;
import shop.gather.tck.CustomersContract;
import shop.gather.tck.StorefrontContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in showing what the shop sells, who buys there and where its pages are. */
final class BrokenReads {

    private static final String TOLD = "variantIsToldAsItIsSold";
    private static final String STOCK = "stockFollowsWhatIsSold";
    private static final String UNKNOWN = "unknownVariantIsEmpty";
    private static final String FINDS = "searchFindsTitlesAndStockKeepingUnitsInAnyCase";
    private static final String NOTHING_ELSE = "searchFindsNothingElse";
    private static final String LIMIT = "searchKeepsToItsLimit";

    private BrokenReads() {}

    static List<Flaw> all() {
        return Stream.of(catalog(), customers(), storefront())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Flaw> catalog() {
        Map<String, VariantSnapshot> kept = new ConcurrentHashMap<>();
        return List.of(
                variant(
                        "price is a cent off",
                        v -> v.map(found -> sold(found, "EUR 0.01", found.stock())),
                        TOLD,
                        FINDS),
                variant(
                        "variant is never in stock",
                        v -> v.map(found -> sold(found, "EUR 0.00", OptionalInt.of(0))),
                        STOCK,
                        FINDS),
                variant(
                        "stock is read once and kept",
                        v -> v.map(found -> kept.computeIfAbsent(found.variantId(), id -> found)),
                        STOCK,
                        FINDS),
                variant(
                        "an unknown variant fails",
                        v -> Optional.of(v.orElseThrow(() -> new ShopException(ShopError.BAD_ANSWER, "404"))),
                        UNKNOWN),
                search(
                        "search minds the case",
                        (honest, text, limit) -> honest.search("", 100).stream()
                                .filter(variant -> (variant.title() + variant.sku()).contains(text))
                                .limit(limit)
                                .toList(),
                        FINDS),
                search(
                        "search does not look at stock keeping units",
                        (honest, text, limit) -> honest.search("", 100).stream()
                                .filter(variant -> variant.title()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(text.toLowerCase(Locale.ROOT)))
                                .limit(limit)
                                .toList(),
                        FINDS),
                search("search ignores the text", (honest, text, limit) -> honest.search("", limit), NOTHING_ELSE),
                search(
                        "search takes a wildcard for one",
                        (honest, text, limit) -> honest.search(text.replace("%", ""), limit),
                        NOTHING_ELSE),
                search("search ignores the limit", (honest, text, limit) -> honest.search(text, 100), LIMIT),
                search(
                        "search of nothing finds nothing",
                        (honest, text, limit) -> text.isEmpty() ? List.of() : honest.search(text, limit),
                        LIMIT));
    }

    private static List<Flaw> customers() {
        return List.of(
                customer(
                        "an unknown customer is made up",
                        (shop, backend) -> id -> Optional.of(shop.customers()
                                .customer(id)
                                .orElse(new CustomerSnapshot(id, "", Optional.empty(), Optional.empty()))),
                        "unknownCustomerIsEmpty"),
                customer(
                        "every customer is the first one",
                        (shop, backend) -> id -> shop.customers().customer(id).flatMap(any -> shop.customers()
                                .customer("c1")),
                        "registeredCustomerIsKnown",
                        "displayNameIsTheCustomersOwn"),
                customer(
                        "registered at the beginning of time",
                        (shop, backend) -> id -> shop.customers()
                                .customer(id)
                                .map(found -> new CustomerSnapshot(
                                        id, found.displayName(), found.email(), Optional.of(Instant.EPOCH))),
                        "registeredCustomerIsKnown"),
                customer(
                        "everybody has the owner's address",
                        (shop, backend) -> id -> shop.customers()
                                .customer(id)
                                .map(found -> new CustomerSnapshot(
                                        id,
                                        found.displayName(),
                                        Optional.of("owner@example.org"),
                                        found.registeredAt())),
                        "registeredCustomerIsKnown"));
    }

    private static List<Flaw> storefront() {
        return List.of(
                pages(
                        "home is a path",
                        "/",
                        variant -> URI.create("https://shop.example/p/"
                                + Integer.toHexString(variant.productId().hashCode())),
                        "homeIsAnAddressOfTheWeb",
                        "eachProductHasItsPageInTheShop",
                        "strangeIdsStayInTheShop"),
                pages(
                        "all products have one page",
                        "https://shop.example",
                        variant -> URI.create("https://shop.example/p"),
                        "eachProductHasItsPageInTheShop"),
                pages(
                        "a product's id can be an address",
                        "https://shop.example",
                        variant -> URI.create("https://shop.example/p/")
                                .resolve(variant.productId().strip().replace(' ', '-')),
                        "strangeIdsStayInTheShop"),
                pages(
                        "a product's id follows the host",
                        "https://shop.example",
                        variant -> URI.create(
                                "https://shop.example" + (variant.productId().startsWith("p-") ? "/" : "")
                                        + variant.productId().strip().replace(' ', '-')),
                        "strangeIdsStayInTheShop"),
                Flaw.of(
                        StorefrontContract.class,
                        "the shop is asked for the page",
                        (shop, backend) -> new Patched(shop).storefront(new Storefront() {
                            @Override
                            public URI home() {
                                return shop.storefront().home();
                            }

                            @Override
                            public URI product(VariantSnapshot variant) {
                                shop.identify();
                                return shop.storefront().product(variant);
                            }
                        }),
                        "nothingIsCalled"));
    }

    private static VariantSnapshot sold(VariantSnapshot variant, String more, OptionalInt stock) {
        return new VariantSnapshot(
                variant.variantId(),
                variant.productId(),
                variant.title(),
                variant.sku(),
                variant.price().plus(org.joda.money.Money.parse(more)),
                stock,
                true);
    }

    private static Flaw variant(
            String what, Function<Optional<VariantSnapshot>, Optional<VariantSnapshot>> worse, String... failing) {
        return catalog(
                what,
                honest -> new Catalog() {
                    @Override
                    public Optional<VariantSnapshot> variant(String variantId) {
                        return worse.apply(honest.variant(variantId));
                    }

                    @Override
                    public List<VariantSnapshot> search(String text, int limit) {
                        return honest.search(text, limit);
                    }
                },
                failing);
    }

    private interface Search {
        List<VariantSnapshot> search(Catalog honest, String text, int limit);
    }

    private static Flaw search(String what, Search worse, String... failing) {
        return catalog(
                what,
                honest -> new Catalog() {
                    @Override
                    public Optional<VariantSnapshot> variant(String variantId) {
                        return honest.variant(variantId);
                    }

                    @Override
                    public List<VariantSnapshot> search(String text, int limit) {
                        return worse.search(honest, text, limit);
                    }
                },
                failing);
    }

    private static Flaw catalog(String what, Function<Catalog, Catalog> worse, String... failing) {
        return Flaw.of(
                CatalogContract.class,
                what,
                (shop, backend) -> new Patched(shop).catalog(worse.apply(shop.catalog())),
                failing);
    }

    private interface CustomersOf {
        shop.gather.spi.Customers of(shop.gather.spi.Shop honest, MemoryBackend backend);
    }

    private static Flaw customer(String what, CustomersOf worse, String... failing) {
        return Flaw.of(
                CustomersContract.class,
                what,
                (shop, backend) -> new Patched(shop).customers(worse.of(shop, backend)),
                failing);
    }

    private static Flaw pages(String what, String home, Function<VariantSnapshot, URI> product, String... failing) {
        return Flaw.of(
                StorefrontContract.class,
                what,
                (shop, backend) -> new Patched(shop).storefront(new Storefront() {
                    @Override
                    public URI home() {
                        return URI.create(home);
                    }

                    @Override
                    public URI product(VariantSnapshot variant) {
                        return product.apply(variant);
                    }
                }),
                failing);
    }
}
