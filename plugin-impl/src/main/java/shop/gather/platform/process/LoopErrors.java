package shop.gather.platform.process;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;

/**
 * Decides how to react to an {@link Error} in a background loop. Many of them are permanent in a JVM (a lambda or class
 * that could not be linked fails on every use), so a loop that continued would do nothing but look alive. Therefore the
 * process ends, and its supervisor restarts it. Errors of an adapter's own code are contained: they disable that
 * adapter only. Thread-safe.
 */
@Singleton
public class LoopErrors {

    private static final String ADAPTER_PACKAGE = "shop.gather.adapter.";

    /** How the class loaders of adapters are named; the name is in each frame of a stack trace. */
    public static final String ADAPTER_LOADER = "adapter:";

    private final BiConsumer<String, Throwable> end;

    @Inject
    LoopErrors() {
        this(ProcessEnd::because);
    }

    /** @param end what is done instead of ending the process, for tests */
    public LoopErrors(BiConsumer<String, Throwable> end) {
        this.end = end;
    }

    /**
     * Ends the process, unless the error is an adapter's.
     *
     * @param loop where it was thrown, for the log
     */
    public void thrown(String loop, Error error) {
        if (!isContained(error)) {
            end.accept("Background work failed with an error that does not pass by itself (" + loop + ").", error);
        }
    }

    private static boolean isContained(Error error) {
        // A stack overflow has been unwound and leaves nothing broken.
        return error instanceof StackOverflowError
                || !(error instanceof VirtualMachineError) && isThrownByAdapter(error);
    }

    private static boolean isThrownByAdapter(Error error) {
        for (StackTraceElement frame : error.getStackTrace()) {
            String loader = frame.getClassLoaderName();
            if (frame.getClassName().startsWith(ADAPTER_PACKAGE)
                    || loader != null && loader.startsWith(ADAPTER_LOADER)) {
                return true;
            }
            if (!frame.getClassName().startsWith("java.")
                    && !frame.getClassName().startsWith("jdk.")) {
                return false;
            }
        }
        return false;
    }
}
