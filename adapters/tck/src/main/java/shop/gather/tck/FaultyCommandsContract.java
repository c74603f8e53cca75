package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.RetryAfter;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.RefusalCode;

/**
 * What a command leads to when any one of its calls fails, before or after the shop has done what it says: unknown, or
 * to be tried again, and never refused, for the shop has refused nothing. Tried again under the same key it is done,
 * once. Shown with a refund, or with a cancellation where a shop has no refunds, and with a credit where it has those.
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

    /** That it is the shop's own word makes it no refusal. */
    @Test
    default void aCommandOverWhichTheShopBreaksIsDoneOnce() {
        command(Fault.BROKEN);
    }

    @Test
    default void aCommandToAClosedShopIsDoneOnce() {
        command(Fault.CLOSED);
    }

    @Test
    default void aCommandThatAnotherKnowsNothingOfIsDoneOnce() {
        command(Fault.ELSEWHERE);
    }

    /**
     * While a shop is worked on, a page stands in its place, and web servers say of a page that nothing can be sent to
     * it.
     */
    @Test
    default void aCommandThatAPageDoesNotAllowIsDoneOnce() {
        command(Fault.NOT_ALLOWED);
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
        for (Supplier<ShownCommand> command : ShownCommand.of(this)) {
            try (FaultyNetwork network = new FaultyNetwork(this)) {
                network.eachCallMeets(fault, new FaultyNetwork.Trial() {
                    private ShownCommand shown;

                    @Override
                    public void underFault() {
                        shown = command.get();
                        assertFits(fault, shown.on(network.shop()));
                    }

                    @Override
                    public void afterwards() {
                        Results.fine(() -> shown.on(network.shop()));
                        Results.alreadyDone(() -> shown.on(network.shop()));
                        shown.assertDoneOnce();
                    }
                });
            }
        }
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
}
