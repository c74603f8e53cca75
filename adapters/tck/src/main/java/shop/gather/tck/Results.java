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

/** Reads what commands answer. A shop that asks to come back is asked again, as Gather would. */
final class Results {

    private Results() {}

    /** A key that no command had before. */
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

    /** The command left things as they are wanted, whether it changed something or not. */
    static void fine(Supplier<CommandResult> command) {
        assertThat(settled(command)).isInstanceOfAny(Done.class, AlreadyDone.class);
    }

    /** The command was refused for one of these reasons, with words for the owner. */
    static void refused(Supplier<CommandResult> command, RefusalCode... codes) {
        CommandResult result = settled(command);
        assertThat(result).isInstanceOf(Refused.class);
        Refused refused = (Refused) result;
        assertThat(refused.code()).as("refused because %s", refused.reason()).isIn(Arrays.asList((Object[]) codes));
        assertThat(refused.reason()).as("the reason, for the owner").isNotBlank();
    }

    /** What the command answered in the end. */
    static CommandResult settled(Supplier<CommandResult> command) {
        AtomicReference<CommandResult> last = new AtomicReference<>();
        Await.until("the shop to take the command", () -> {
            last.set(command.get());
            return !(last.get() instanceof RetryAfter);
        });
        return last.get();
    }
}
