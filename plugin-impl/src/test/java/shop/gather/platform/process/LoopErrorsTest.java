package shop.gather.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopErrorsTest {

    private static final StackTraceElement JDK =
            new StackTraceElement(null, "java.base", "17", "java.util.ArrayList", "forEach", "ArrayList.java", 1);
    private static final StackTraceElement OURS =
            new StackTraceElement(null, null, null, "shop.gather.order.intake.Intake", "read", "Intake.java", 1);
    private static final StackTraceElement ADAPTERS =
            new StackTraceElement("adapter:acme", null, null, "com.acme.Orders", "find", "Orders.java", 1);

    private final List<Throwable> ended = new ArrayList<>();
    private final LoopErrors errors = new LoopErrors((reason, error) -> ended.add(error));

    @Test
    void anAdapterWithAMissingClassDisablesItselfOnly() {
        errors.thrown("task", thrownAt(new NoClassDefFoundError("com/acme/Missing"), JDK, ADAPTERS, OURS));
        assertThat(ended).isEmpty();
    }

    @Test
    void aClassOfOursThatCannotBeLinkedEndsTheProcessAlsoWhenAnAdapterCalledIt() {
        Error broken = thrownAt(new BootstrapMethodError("zip file closed"), JDK, OURS, ADAPTERS, OURS);
        errors.thrown("task", broken);
        assertThat(ended).containsExactly(broken);
    }

    @Test
    void noMemoryLeftEndsTheProcessWhoeverAskedForIt() {
        Error full = thrownAt(new OutOfMemoryError("Java heap space"), ADAPTERS);
        errors.thrown("task", full);
        assertThat(ended).containsExactly(full);
    }

    @Test
    void aStackThatWasTooDeepIsOverWhenItWasUnwound() {
        errors.thrown("task", thrownAt(new StackOverflowError(), OURS));
        assertThat(ended).isEmpty();
    }

    private static Error thrownAt(Error error, StackTraceElement... frames) {
        error.setStackTrace(frames);
        return error;
    }
}
