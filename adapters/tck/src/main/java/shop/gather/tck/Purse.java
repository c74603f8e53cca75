package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.joda.money.Money;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.ShopDriver.Customer;

/** A customer's store credit, as the shop's own records show it. */
record Purse(ShopDriver driver, Customer customer) {

    /** The credit of a new customer; it is zero. */
    static Purse ofANewCustomer(ShopUnderTest subject) {
        Purse purse = new Purse(subject.driver(), subject.driver().register("Ada"));
        assertThat(purse.held().isZero()).as("a new customer has no credit").isTrue();
        return purse;
    }

    /** A credit for this customer, under a new key. */
    Credit credit(Money amount, String reason) {
        return new Credit(Results.newKey(), customer.customerId(), amount, reason);
    }

    Money held() {
        return driver.storeCredit(customer.customerId())
                .orElseThrow(
                        () -> new AssertionError(
                                "STORE_CREDITS is claimed, but ShopDriver.storeCredit says nothing of customer "
                                        + customer.customerId()
                                        + ": let the driver read the customer's credit from the shop, zero if nothing was given"));
    }

    void assertHolds(Money amount) {
        assertThat(held()).as("what the customer can spend, as the shop has it").isEqualTo(amount);
    }
}
