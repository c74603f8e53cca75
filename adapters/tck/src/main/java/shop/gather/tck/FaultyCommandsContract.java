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
 * The result of a command when any one of its calls fails, before or after the shop has executed it. It is unknown or
 * to be retried, never refused, because the shop has refused nothing. A retry under the same key executes it once.
 * Tested with a refund (a cancellation if the shop has no refunds), and with a credit if the shop has them.
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

    /** An error reported by the shop itself is not a refusal. */
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
     * During maintenance a static page may replace the shop, and web servers answer 405 to a command sent to a page.
     */
    @Test
    default void aCommandThatAPageDoesNotAllowIsDoneOnce() {
        command(Fault.NOT_ALLOWED);
    }

    /** Refused with UNAUTHORIZED, unless the adapter logs in again. */
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
