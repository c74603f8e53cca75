package shop.gather.spi;

import java.util.Set;
import org.joda.money.CurrencyUnit;

/**
 * Which shop answered.
 *
 * @param fingerprint differs between two shops and survives restarts and changes of address of one shop
 * @param name for people
 * @param currencies what the shop sells in
 * @param pricesIncludeTax whether the unit prices of the catalogue include tax
 * @since 1.0
 */
public record ShopIdentity(String fingerprint, String name, Set<CurrencyUnit> currencies, boolean pricesIncludeTax) {
    public ShopIdentity {
        currencies = Set.copyOf(currencies);
    }
}
