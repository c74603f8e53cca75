package shop.sample.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shop.sample.order.OpenShop.MUG;
import static shop.sample.order.OpenShop.TEA;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Problem;

class CheckoutTest {

    @ParameterizedTest
    @CsvSource({"true, 19, 3088", "true, 8.875, 3088", "false, 19, 3675", "false, 0, 3088"})
    void whatIsOwedIsTheSumOfItsParts(boolean included, String percent, long total) {
        OpenShop open = OpenShop.taxed(included, percent);
        Order order = open.place(Map.of(TEA, 2), "authorize");
        assertThat(order.total()).isEqualTo(total);
        long lines = order.lines().stream()
                .mapToLong(line -> line.net() + line.tax())
                .sum();
        assertThat(lines + order.shippingNet() + order.shippingTax()).isEqualTo(total);
        assertThat(order.payments()).singleElement().satisfies(payment -> assertThat(payment.amount())
                .isEqualTo(total));
    }

    @Test
    void theOfferedPriceHoldsForSoManyPiecesInAll() {
        OpenShop open = OpenShop.taxed(true, "19");
        String buyer = open.customer();
        open.admit(buyer, "ADM-1", 999, 3, Instant.now().plusSeconds(600));

        assertThat(open.place(buyer, Map.of(TEA, 2), "pay-now", "ADM-1").total())
                .isEqualTo(2 * 999 + 490);
        assertThat(open.place(buyer, Map.of(TEA, 2), "pay-now", "ADM-1").total())
                .isEqualTo(999 + 1299 + 490);
        assertThat(open.place(buyer, Map.of(TEA, 1), "pay-now", "ADM-1").total())
                .isEqualTo(1299 + 490);
    }

    @Test
    void aCancelledOrderGivesItsAdmissionBack() {
        OpenShop open = OpenShop.taxed(true, "19");
        String buyer = open.customer();
        open.admit(buyer, "ADM-1", 999, 1, Instant.now().plusSeconds(600));
        Order order = open.place(buyer, Map.of(TEA, 1), "authorize", "ADM-1");
        open.database.write(
                open.shop.id(),
                transaction -> open.commands.cancel(
                        transaction, open.shop, order.orderId(), new OrderCommands.CancelRequest("no")));

        assertThat(open.place(buyer, Map.of(TEA, 1), "authorize", "ADM-1").total())
                .isEqualTo(999 + 490);
    }

    @Test
    void aCouponTakesOffTheOrdinaryPriceOnly() {
        OpenShop open = OpenShop.taxed(true, "19");
        String buyer = open.customer();
        open.coupon("LEADER7", 10);
        open.admit(buyer, "ADM-1", 999, 1, Instant.now().plusSeconds(600));
        Order order = open.place(buyer, Map.of(TEA, 2), "pay-now", "LEADER7", "ADM-1");
        assertThat(order.total()).isEqualTo(999 + 1169 + 490);
        assertThat(order.couponCodes()).containsExactly("LEADER7", "ADM-1");
    }

    @Test
    void aCodeThatIsWorthNothingRefusesTheCheckout() {
        OpenShop open = OpenShop.taxed(true, "19");
        String buyer = open.customer();
        open.admit(buyer, "ADM-OLD", 999, 1, Instant.now().minusSeconds(1));
        open.admit(open.customer(), "ADM-OTHER", 999, 1, Instant.now().plusSeconds(600));
        for (String code : List.of("ADM-OLD", "ADM-OTHER", "NONE")) {
            assertThatThrownBy(() -> open.place(buyer, Map.of(TEA, 1), "pay-now", code))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("code-refused"));
        }
        assertThat(open.stock(TEA)).isEqualTo(10);
    }

    @Test
    void ifOneArticleIsSoldOutNothingIsTaken() {
        OpenShop open = OpenShop.taxed(true, "19");
        assertThatThrownBy(() -> open.place(Map.of(TEA, 1, MUG, 11), "authorize"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("out-of-stock"));
        assertThat(open.stock(TEA)).isEqualTo(10);
        assertThat(open.orders.changedSince(open.shop.id(), "0", 10).orderIds()).isEmpty();
    }

    @Test
    void aDeclinedPaymentReservesNothing() {
        OpenShop open = OpenShop.taxed(true, "19");
        Order order = open.place(Map.of(TEA, 3), "decline");
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.state()).isEqualTo(PaymentState.DECLINED);
            assertThat(payment.paidAt()).isNull();
        });
        assertThat(open.stock(TEA)).isEqualTo(10);
    }

    @Test
    void stockIsNeverSoldTwice() throws Exception {
        OpenShop open = OpenShop.taxed(true, "19");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> buyers = new ArrayList<>();
            for (int buyer = 0; buyer < 40; buyer++) {
                Map<String, Integer> wanted = Map.of(buyer % 2 == 0 ? TEA : MUG, 1);
                buyers.add(() -> {
                    try {
                        open.place(wanted, "authorize");
                        return true;
                    } catch (Problem soldOut) {
                        return false;
                    }
                });
            }
            int bought = 0;
            for (Future<Boolean> buyer : threads.invokeAll(buyers)) {
                bought += buyer.get() ? 1 : 0;
            }
            assertThat(bought).isEqualTo(20);
            assertThat(open.stock(TEA)).isZero();
            assertThat(open.stock(MUG)).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nonsenseIsRefused() {
        OpenShop open = OpenShop.taxed(true, "19");
        for (Map<String, Integer> wanted : List.of(Map.<String, Integer>of(), Map.of(TEA, 0), Map.of(TEA, -1))) {
            assertThatThrownBy(() -> open.place(wanted, "authorize")).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> open.place(Map.of(TEA, 1), "later")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> open.place(Map.of("none", 1), "authorize")).isInstanceOf(Problem.class);
    }
}
