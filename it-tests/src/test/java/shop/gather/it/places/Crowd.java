package shop.gather.it.places;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;

/** Many buyers, each with a session of its own, and what they do together. */
final class Crowd {

    /** Enough to keep two cores busy without queueing for long. */
    private static final int FEW = 8;

    private Crowd() {}

    /** Registers buyers at the shop and exchanges their tokens. */
    static List<Buyer> of(Store store, int size) {
        return inTurn(IntStream.range(0, size)
                .mapToObj(number -> (Callable<Buyer>) () -> store.aBuyer("Buyer " + number))
                .toList());
    }

    /** Does everything at the same moment: a thread each, let go together. Answers in the order of the actions. */
    static <T> List<T> atOnce(List<Callable<T>> actions) {
        CyclicBarrier start = new CyclicBarrier(actions.size());
        return run(
                actions.size(),
                actions.stream()
                        .map(action -> (Callable<T>) () -> {
                            start.await();
                            return action.call();
                        })
                        .toList());
    }

    /** Does everything, a few at a time. Answers in the order of the actions. */
    static <T> List<T> inTurn(List<Callable<T>> actions) {
        return run(FEW, actions);
    }

    private static <T> List<T> run(int threads, List<Callable<T>> actions) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : pool.invokeAll(actions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            pool.shutdownNow();
        }
    }
}
