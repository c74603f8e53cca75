package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.RetryAfter;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * What a command leads to when any one of its calls fails, before or after the shop has done what it says: unknown, or to be tried again, and never refused, for the shop has refused
 * nothing. Tried again under the same key it is done, once. Shown with a refund, or with a cancellation where a shop has no refunds.
 */
public interface FaultyCommandsContract extends ShopUnderTest {

    @Test
    default void aCommandWaitsForAShopThatNobodyReaches() {
        command(Fault.REFUSED);
    }

    @Test
    default void aCommandOnABrokenConnectionIsDoneOnce() {
        command(Fault.RESET);
    }

    @Test
    default void aCommandThatTheShopDidNotHearIsDoneOnce() {
        command(Fault.SILENT);
    }

    @Test
    default void aCommandWhoseAnswerIsLateIsDoneOnce() {
        command(Fault.LATE);
    }

    @Test
    default void aCommandWithHalfAnAnswerIsDoneOnce() {
        command(Fault.HALF);
    }

    @Test
    default void aCommandWithAGarbledAnswerIsDoneOnce() {
        command(Fault.GARBLED);
    }

    @Test
    default void aCommandAnsweredWithAPageIsDoneOnce() {
        command(Fault.PAGE);
    }

    @Test
    default void aCommandThatIsSaidToHaveFailedIsDoneOnce() {
        command(Fault.FAILED);
    }

    @Test
    default void aCommandThatAnotherKnowsNothingOfIsDoneOnce() {
        command(Fault.ELSEWHERE);
    }

    /** Refused for the credentials, or the adapter logs in again. */
    @Test
    default void aCommandWithoutCredentialsIsDoneOnceTheyCount() {
        command(Fault.UNAUTHORIZED);
    }

    @Test
    default void aCommandComesBackWhenTheShopSays() {
        command(Fault.RATE_LIMITED);
    }

    private void command(Fault fault) {
        Scene scene = new Scene(this);
        try (FaultyNetwork network = new FaultyNetwork(this)) {
            network.eachCallMeets(fault, new FaultyNetwork.Trial() {
                private PlacedOrder placed;
                private Supplier<CommandResult> command;

                @Override
                public void underFault() {
                    placed = scene.paidOrder();
                    command = command(scene, network.shop(), placed);
                    assertFits(fault, command.get());
                }

                @Override
                public void afterwards() {
                    Results.fine(command);
                    Results.alreadyDone(command);
                    assertDoneOnce(placed);
                }
            });
        }
    }

    private Supplier<CommandResult> command(Scene scene, Shop shop, PlacedOrder placed) {
        OrderSnapshot order = scene.read(placed);
        String key = Results.newKey();
        if (claims().contains(Capability.REFUNDS)) {
            RefundRequest request = new RefundRequest(
                    key,
                    placed.orderId(),
                    Scene.payment(order).paymentId(),
                    placed.total().dividedBy(3, RoundingMode.DOWN),
                    List.of(),
                    "a fault");
            return () -> shop.refunds().orElseThrow().refund(request);
        }
        Claims.port(this, Capability.CANCELLATIONS, Shop::cancellations);
        Cancellation cancellation = new Cancellation(key, placed.orderId(), "a fault");
        return () -> shop.cancellations().orElseThrow().cancel(cancellation);
    }

    private static void assertFits(Fault fault, CommandResult result) {
        if (result instanceof Done || result instanceof AlreadyDone) {
            return;
        }
        if (fault == Fault.RATE_LIMITED) {
            assertThat(result).isInstanceOf(RetryAfter.class);
            assertThat(Optional.of(((RetryAfter) result).delay())).contains(Fault.RETRY_AFTER);
        } else if (fault == Fault.UNAUTHORIZED && result instanceof Refused refused) {
            assertThat(refused.code()).as(refused.reason()).isEqualTo(RefusalCode.UNAUTHORIZED);
        } else {
            assertThat(result).isInstanceOfAny(Unknown.class, RetryAfter.class);
        }
    }

    private void assertDoneOnce(PlacedOrder placed) {
        ShopDriver.Record record = driver().record(placed.orderId());
        if (claims().contains(Capability.REFUNDS)) {
            assertThat(record.refunds()).as("refunds at the shop").isEqualTo(1);
            assertThat(record.refunded()).isEqualTo(placed.total().dividedBy(3, RoundingMode.DOWN));
        } else {
            assertThat(record.cancelled()).as("cancelled at the shop").isTrue();
        }
    }
}
