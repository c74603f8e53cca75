package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.tck.ShopDriver.Customer;

/** The contract of {@link shop.gather.spi.Customers}, for every shop. */
public interface CustomersContract extends ShopUnderTest {

    @Test
    default void registeredCustomerIsKnown() {
        Instant before = clock().instant();
        Customer ada = driver().register("Ada");
        Customer grace = driver().register("Grace");
        for (Customer customer : new Customer[] {ada, grace}) {
            CustomerSnapshot known =
                    shop().customers().customer(customer.customerId()).orElseThrow();
            assertThat(known.customerId()).isEqualTo(customer.customerId());
            assertThat(known.displayName()).isNotNull();
            known.email().ifPresent(email -> assertThat(email).isEqualToIgnoringCase(customer.email()));
            known.registeredAt().ifPresent(at -> assertThat(at)
                    .as("registered just now")
                    .isBetween(
                            before.minus(Duration.ofSeconds(5)),
                            clock().instant().plus(Duration.ofSeconds(5))));
        }
    }

    @Test
    default void displayNameIsTheCustomersOwn() {
        Customer ada = driver().register("Ada");
        Customer grace = driver().register("Grace");
        assertThat(nameOf(ada)).doesNotContainIgnoringCase("Grace");
        assertThat(nameOf(grace)).doesNotContainIgnoringCase("Ada");
    }

    @Test
    default void unknownCustomerIsEmpty() {
        assertThat(shop().customers().customer("99999999")).isEmpty();
        assertThat(shop().customers().customer("no such customer/../?&")).isEmpty();
    }

    private String nameOf(Customer customer) {
        return shop().customers().customer(customer.customerId()).orElseThrow().displayName();
    }
}
