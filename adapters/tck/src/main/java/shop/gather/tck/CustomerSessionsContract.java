package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Customer;

/** The contract of {@link CustomerSessions}, for shops that have it. */
@Proves(Capability.CUSTOMER_SESSIONS)
public interface CustomerSessionsContract extends ShopUnderTest {

    @Test
    default void customerSessionsAreThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.CUSTOMER_SESSIONS, Shop::customerSessions);
    }

    @Test
    default void tokenTellsItsCustomerAndNobodyElse() {
        CustomerSessions sessions = sessions();
        Customer ada = driver().register("Ada");
        Customer grace = driver().register("Grace");
        assertThat(sessions.whoIs(ada.token()).map(CustomerSnapshot::customerId))
                .contains(ada.customerId());
        assertThat(sessions.whoIs(grace.token()).map(CustomerSnapshot::customerId))
                .contains(grace.customerId());
        assertThat(sessions.whoIs(ada.token()))
                .as("the same as the shop tells of the customer")
                .isEqualTo(shop().customers().customer(ada.customerId()));
    }

    @Test
    default void askingDoesNotEndTheSession() {
        CustomerSessions sessions = sessions();
        Customer ada = driver().register("Ada");
        for (int time = 1; time <= 3; time++) {
            assertThat(sessions.whoIs(ada.token()).map(CustomerSnapshot::customerId))
                    .as("asked for the %s. time", time)
                    .contains(ada.customerId());
        }
    }

    /** Many buyers at once: an adapter that keeps a session in the connection would mix them up. */
    @Test
    default void tokensAreNotMixedUpAmongThreads() {
        CustomerSessions sessions = sessions();
        List<Customer> customers =
                Stream.generate(() -> driver().register("Ada")).limit(4).toList();
        for (int round = 0; round < 3; round++) {
            assertThat(Together.forEach(customers, customer -> sessions.whoIs(customer.token())
                            .map(CustomerSnapshot::customerId)
                            .orElse("nobody")))
                    .containsExactlyElementsOf(
                            customers.stream().map(Customer::customerId).toList());
        }
    }

    /** A well-formed token that the shop never issued. */
    @Test
    default void forgedTokenIsNobody() {
        CustomerSessions sessions = sessions();
        String token = driver().register("Ada").token();
        char last = token.charAt(token.length() - 1);
        assertThat(sessions.whoIs(token.substring(0, token.length() - 1) + (last == 'a' ? 'b' : 'a')))
                .isEmpty();
        assertThat(sessions.whoIs(new StringBuilder(token).reverse().toString()))
                .isEmpty();
    }

    /** Ids and addresses are not secret, so they prove nothing. */
    @Test
    default void idOrEmailIsNoToken() {
        CustomerSessions sessions = sessions();
        Customer ada = driver().register("Ada");
        assertThat(sessions.whoIs(ada.customerId())).isEmpty();
        assertThat(sessions.whoIs(ada.email())).isEmpty();
    }

    /** A browser may send anything; a line break in it must end neither a header nor the request. */
    @Test
    default void nonsenseIsNobody() {
        CustomerSessions sessions = sessions();
        String token = driver().register("Ada").token();
        assertThat(sessions.whoIs("")).isEmpty();
        assertThat(sessions.whoIs(" ")).isEmpty();
        assertThat(sessions.whoIs("x\r\nAuthorization: Bearer " + token)).isEmpty();
        assertThat(sessions.whoIs("\u0000\u00e9\u5718")).isEmpty();
        assertThat(sessions.whoIs("x".repeat(4_000))).isEmpty();
    }

    private CustomerSessions sessions() {
        return Claims.port(this, Capability.CUSTOMER_SESSIONS, Shop::customerSessions);
    }
}
