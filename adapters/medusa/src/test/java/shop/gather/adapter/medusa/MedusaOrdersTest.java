package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

class MedusaOrdersTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T09:00:00Z");

    private final CannedHttp http = new CannedHttp();
    private final MedusaOrders orders = new MedusaOrders(http.api(), new OrderReader(http.api()));

    @Test
    void ordersOfOneCustomerAreTold() {
        http.then(200, orders(order("order_2", "cus_1", "2026-11-22T09:30:00.000Z"), order("order_1", "cus_1", SINCE)));
        assertThat(orders.placedBy("cus_1", SINCE)).containsExactly("order_2", "order_1");
    }

    /**
     * Medusa ignores filters that it does not know: a buyer would be given somebody else's orders, or the wrong ones of
     * the buyer's.
     */
    @Test
    void ignoredFilterIsNoticed() {
        for (String stranger :
                new String[] {order("order_9", "cus_9", SINCE), order("order_0", "cus_1", SINCE.minusMillis(1))}) {
            http.then(200, orders(order("order_1", "cus_1", SINCE), stranger));
            assertThatThrownBy(() -> orders.placedBy("cus_1", SINCE))
                    .as(stranger)
                    .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                            .isEqualTo(ShopError.BAD_ANSWER));
        }
    }

    /** Medusa would take an empty filter for none. */
    @Test
    void nobodyIsNotEverybody() {
        assertThat(orders.placedBy(" ", SINCE)).isEmpty();
        assertThat(http.requests()).isEmpty();
    }

    /** An offer whose promotion stood on another page would be taken for closed, and made twice. */
    @Test
    void ignoredFilterOfPromotionsIsNoticed() {
        http.then(200, "{\"promotions\":[{\"id\":\"promo_1\",\"code\":\"SUMMER\"}]}");
        assertThatThrownBy(() -> new OfferPromotions(http.api()).find("GATHERABC"))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.BAD_ANSWER));
    }

    private static String orders(String... orders) {
        return "{\"orders\":[" + String.join(",", orders) + "]}";
    }

    private static String order(String id, String customer, Object created) {
        return "{\"id\":\"%s\",\"customer_id\":\"%s\",\"created_at\":\"%s\"}".formatted(id, customer, created);
    }
}
