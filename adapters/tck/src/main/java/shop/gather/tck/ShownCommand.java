package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.joda.money.Money;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/**
 * A command used to test the effect of faults, with its own order or customer and its own key.
 */
interface ShownCommand {

    /** Sends the command, for the first time or again. */
    CommandResult on(Shop shop);

    /** Fails unless the shop's own records show that it was executed once. */
    void assertDoneOnce();

    /** Creates the commands that this shop supports: a refund, or a cancellation if it has no refunds, and a credit. */
    static List<Supplier<ShownCommand>> of(ShopUnderTest subject) {
        Set<Capability> claims = subject.claims();
        Scene scene = new Scene(subject);
        List<Supplier<ShownCommand>> commands = new ArrayList<>();
        if (claims.contains(Capability.STORE_CREDITS)) {
            Claims.port(subject, Capability.STORE_CREDITS, Shop::storeCredits);
            commands.add(() -> credit(subject));
        }
        if (claims.contains(Capability.REFUNDS)) {
            Claims.port(subject, Capability.REFUNDS, Shop::refunds);
            commands.add(() -> refund(scene));
        } else if (commands.isEmpty() || claims.contains(Capability.CANCELLATIONS)) {
            Claims.port(subject, Capability.CANCELLATIONS, Shop::cancellations);
            commands.add(() -> cancellation(scene));
        }
        return commands;
    }

    private static ShownCommand refund(Scene scene) {
        PlacedOrder placed = scene.paidOrder();
        Money third = placed.total().dividedBy(3, RoundingMode.DOWN);
        String payment = Scene.payment(scene.read(placed)).paymentId();
        RefundRequest request =
                new RefundRequest(Results.newKey(), placed.orderId(), payment, third, List.of(), "a fault");
        return new ShownCommand() {
            @Override
            public CommandResult on(Shop shop) {
                return shop.refunds().orElseThrow().refund(request);
            }

            @Override
            public void assertDoneOnce() {
                Record record = scene.driver().record(placed.orderId());
                assertThat(record.refunds()).as("refunds at the shop").isEqualTo(1);
                assertThat(record.refunded()).isEqualTo(third);
            }
        };
    }

    private static ShownCommand cancellation(Scene scene) {
        PlacedOrder placed = scene.paidOrder();
        Cancellation cancellation = new Cancellation(Results.newKey(), placed.orderId(), "a fault");
        return new ShownCommand() {
            @Override
            public CommandResult on(Shop shop) {
                return shop.cancellations().orElseThrow().cancel(cancellation);
            }

            @Override
            public void assertDoneOnce() {
                assertThat(scene.driver().record(placed.orderId()).cancelled())
                        .as("cancelled at the shop")
                        .isTrue();
            }
        };
    }

    private static ShownCommand credit(ShopUnderTest subject) {
        Purse purse = Purse.ofANewCustomer(subject);
        Money third = new Scene(subject).article().price().dividedBy(3, RoundingMode.DOWN);
        Credit credit = purse.credit(third, "a fault");
        return new ShownCommand() {
            @Override
            public CommandResult on(Shop shop) {
                return shop.storeCredits().orElseThrow().credit(credit);
            }

            @Override
            public void assertDoneOnce() {
                purse.assertHolds(third);
            }
        };
    }
}
