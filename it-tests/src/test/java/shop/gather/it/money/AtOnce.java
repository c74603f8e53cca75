package shop.gather.it.money;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Does things at the same moment. */
final class AtOnce {

    private AtOnce() {}

    /** Does something so many times; all wait for the last to be ready to begin. */
    static <T> List<T> times(int times, IntFunction<T> what) {
        CyclicBarrier start = new CyclicBarrier(times);
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> answers = new ArrayList<>();
            for (int number = 0; number < times; number++) {
                int own = number;
                answers.add(threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return what.apply(own);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get(120, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException | java.util.concurrent.TimeoutException failure) {
            throw new AssertionError("one of " + times + " at once failed", failure);
        } finally {
            threads.shutdownNow();
        }
    }
}
