package shop.gather.adapter.woocommerce;

import java.util.Optional;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;

/** Knows customers by the tokens of Gather's plugin. WooCommerce itself tells nobody who is logged in. */
record WooSessions(CustomerTokens tokens, WooCustomers customers) implements CustomerSessions {

    @Override
    public Optional<CustomerSnapshot> whoIs(String shopToken) {
        return tokens.customer(shopToken).flatMap(customers::customer);
    }
}
