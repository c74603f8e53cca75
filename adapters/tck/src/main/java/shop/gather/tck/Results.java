package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.RetryAfter;
import shop.gather.spi.RefusalCode;

/** Checks the results of commands. If a shop asks to retry, the command is retried, as Gather would do. */
final class Results {

    private Results() {}

    /** A new unique key. */
    static String newKey() {
        return "tck-" + UUID.randomUUID();
    }

    /** The command was done now; its reference. */
    static String done(Supplier<CommandResult> command) {
        CommandResult result = settled(command);
        assertThat(result).isInstanceOf(Done.class);
        return ((Done) result).reference();
    }

    /** The command had been done before under this key; the reference that it had. */
    static String alreadyDone(Supplier<CommandResult> command) {
        CommandResult result = settled(command);
        assertThat(result).isInstanceOf(AlreadyDone.class);
        return ((AlreadyDone) result).reference();
    }

    /** The command had the desired effect, now or before. */
    static void fine(Supplier<CommandResult> command) {
        assertThat(settled(command)).isInstanceOfAny(Done.class, AlreadyDone.class);
    }

    /** The command was refused with one of these codes, and with a reason for the owner. */
    static void refused(Supplier<CommandResult> command, RefusalCode... codes) {
        CommandResult result = settled(command);
        assertThat(result).isInstanceOf(Refused.class);
        Refused refused = (Refused) result;
        assertThat(refused.code()).as("refused because %s", refused.reason()).isIn(Arrays.asList((Object[]) codes));
        assertThat(refused.reason()).as("the reason, for the owner").isNotBlank();
    }

    /** The final result of the command. */
    static CommandResult settled(Supplier<CommandResult> command) {
        AtomicReference<CommandResult> last = new AtomicReference<>();
        Await.until("the shop to take the command", () -> {
            last.set(command.get());
            return !(last.get() instanceof RetryAfter);
        });
        return last.get();
    }
}
