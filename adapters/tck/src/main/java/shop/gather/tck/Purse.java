package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.joda.money.Money;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.ShopDriver.Customer;

/** What a customer can spend at the shop, as the shop itself has it. */
record Purse(ShopDriver driver, Customer customer) {

    /** Of somebody who has just registered; it is empty. */
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
                                        + ": let the driver read at the shop what the customer can spend, zero where nothing was given"));
    }

    void assertHolds(Money amount) {
        assertThat(held()).as("what the customer can spend, as the shop has it").isEqualTo(amount);
    }
}
