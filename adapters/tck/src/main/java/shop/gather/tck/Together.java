package shop.gather.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Executes an action for several inputs concurrently, each on its own thread. */
final class Together {

    private Together() {}

    /** The results, in the order of the inputs. */
    static <I, O> List<O> forEach(List<I> inputs, Function<I, O> work) {
        ExecutorService threads = Executors.newFixedThreadPool(inputs.size());
        CyclicBarrier start = new CyclicBarrier(inputs.size());
        try {
            List<Callable<O>> calls = new ArrayList<>();
            inputs.forEach(input -> calls.add(() -> {
                start.await();
                return work.apply(input);
            }));
            List<O> results = new ArrayList<>();
            for (Future<O> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw new AssertionError("one of " + inputs.size() + " at the same moment failed", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        } finally {
            threads.shutdownNow();
        }
    }
}
