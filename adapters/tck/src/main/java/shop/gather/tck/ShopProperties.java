package shop.gather.tck;

import java.net.URI;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/**
 * The system properties that point the contracts at a running shop, the same for every kind of shop: {@code shop.url},
 * {@code shop.key}, {@code shop.secret} and some that only one kind needs. See the README of this module.
 */
public final class ShopProperties {

    /** The property without which tests against a running shop are skipped. */
    public static final String URL = "shop.url";

    private ShopProperties() {}

    /** The shop's address, without a slash at the end. */
    public static URI url() {
        return URI.create(required(URL).replaceAll("/+$", ""));
    }

    /** The currency in which the shop sells; euro by default. */
    public static CurrencyUnit currency() {
        return CurrencyUnit.of(find("shop.currency").orElse("EUR"));
    }

    /** @throws IllegalStateException naming the property that is missing */
    public static String required(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException("to run the contracts against a running shop set -D" + name
                        + "=...; see adapters/tck/README.md"));
    }

    /** Empty if the property is missing or blank. */
    public static Optional<String> find(String name) {
        return Optional.ofNullable(System.getProperty(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
