package shop.gather.tck;

import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.StoreCredits.Credit;

/**
 * The contract of {@link StoreCredits}, for shops that have it: each key gives an exact amount once, to one customer
 * only.
 */
@Proves(Capability.STORE_CREDITS)
public interface StoreCreditsContract extends ShopUnderTest {

    @Test
    default void storeCreditsAreThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.STORE_CREDITS, Shop::storeCredits);
    }

    @Test
    default void creditIsGivenExactly() {
        StoreCredits port = port();
        Purse purse = Purse.ofANewCustomer(this);
        Money amount = amount();
        Results.done(() -> port.credit(credit(purse, amount)));
        purse.assertHolds(amount);
    }

    @Test
    default void repeatedCreditIsGivenOnce() {
        StoreCredits port = port();
        Purse purse = Purse.ofANewCustomer(this);
        Credit credit = credit(purse, amount());
        Results.done(() -> port.credit(credit));
        Results.alreadyDone(() -> port.credit(credit));
        purse.assertHolds(amount());
    }

    /** The key is stored at the shop, not in the adapter's memory: Gather may have been restarted in between. */
    @Test
    default void repeatedCreditIsGivenOnceAfterARestart() {
        StoreCredits port = port();
        Purse purse = Purse.ofANewCustomer(this);
        Credit credit = credit(purse, amount());
        Results.done(() -> port.credit(credit));
        try (Shop restarted = connect(Map.of())) {
            Results.alreadyDone(() -> restarted.storeCredits().orElseThrow().credit(credit));
        }
        purse.assertHolds(amount());
    }

    @Test
    default void twoKeysAreTwoCreditsEvenOfTheSameAmount() {
        StoreCredits port = port();
        Purse purse = Purse.ofANewCustomer(this);
        Credit first = credit(purse, amount());
        Credit second = credit(purse, amount());
        Results.done(() -> port.credit(first));
        Results.done(() -> port.credit(second));
        Results.alreadyDone(() -> port.credit(first));
        purse.assertHolds(amount().multipliedBy(2));
    }

    @Test
    default void anotherCustomerIsLeftAlone() {
        StoreCredits port = port();
        Purse before = Purse.ofANewCustomer(this);
        Purse purse = Purse.ofANewCustomer(this);
        Purse after = Purse.ofANewCustomer(this);
        Money others = amount().plus(smallest());
        Results.done(() -> port.credit(credit(before, others)));
        Results.done(() -> port.credit(credit(purse, amount())));
        before.assertHolds(others);
        purse.assertHolds(amount());
        after.assertHolds(amount().multipliedBy(0));
    }

    @Test
    default void anUnknownCustomerIsRefused() {
        StoreCredits port = port();
        for (String unknown : List.of("99999999", "no such customer/../?&")) {
            Results.refused(
                    () -> port.credit(new Credit(Results.newKey(), unknown, amount(), "gone")), RefusalCode.NOT_FOUND);
        }
    }

    @Test
    default void whatIsNoAmountOfTheShopIsNotGiven() {
        StoreCredits port = port();
        Purse purse = Purse.ofANewCustomer(this);
        Results.done(() -> port.credit(credit(purse, amount())));
        for (Money none : List.of(amount().multipliedBy(0), smallest().negated(), foreign())) {
            Results.refused(() -> port.credit(credit(purse, none)), RefusalCode.SHOP_REFUSED);
            purse.assertHolds(amount());
        }
    }

    private StoreCredits port() {
        return Claims.port(this, Capability.STORE_CREDITS, Shop::storeCredits);
    }

    private Money price() {
        return new Scene(this).article().price();
    }

    /** A fraction of a price that does not divide evenly. */
    private Money amount() {
        return price().dividedBy(3, RoundingMode.DOWN);
    }

    private Money smallest() {
        return Money.ofMinor(price().getCurrencyUnit(), 1);
    }

    /** In a currency in which the shop does not sell. */
    private Money foreign() {
        CurrencyUnit other = Stream.of("CHF", "EUR", "JPY", "KWD", "USD")
                .map(CurrencyUnit::of)
                .filter(currency -> !shop().identify().currencies().contains(currency))
                .findFirst()
                .orElseThrow();
        return Money.ofMinor(other, amount().getAmountMinorLong());
    }

    private static Credit credit(Purse purse, Money amount) {
        return purse.credit(amount, "commission of a leader");
    }
}
