package shop.gather.spi;

import java.util.Set;
import org.joda.money.CurrencyUnit;

/**
 * Identifies the shop that answered.
 *
 * @param fingerprint differs between shops, and stays the same when a shop restarts or changes its address
 * @param name display name
 * @param currencies the currencies in which the shop sells
 * @param pricesIncludeTax whether the unit prices of the catalogue include tax
 * @since 1.0
 */
public record ShopIdentity(String fingerprint, String name, Set<CurrencyUnit> currencies, boolean pricesIncludeTax) {
    public ShopIdentity {
        currencies = Set.copyOf(currencies);
    }
}
