package shop.gather.platform.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import shop.gather.platform.StoreId;
import shop.gather.platform.process.LoopErrors;

/**
 * Batches the same operation for many callers of a store: pieces that arrive during a turn share the next one. A caller
 * waits until its piece is decided; the caller that comes first executes the turn. Thread-safe.
 */
public final class SharedTurns<P extends SharedTurns.Piece> {

    private final String name;
    private final int most;
    private final Turn<P> turn;
    private final LoopErrors errors;
    private final Map<StoreId, Line<P>> lines = new ConcurrentHashMap<>();

    /**
     * @param name for the log
     * @param most pieces of a turn: more would make the first of them wait for little gain
     */
    public SharedTurns(String name, int most, Turn<P> turn, LoopErrors errors) {
        this.name = name;
        this.most = most;
        this.turn = turn;
        this.errors = errors;
    }

    /** Executes the operation for all pieces of a turn, and decides each. */
    @FunctionalInterface
    public interface Turn<P> {
        void run(StoreId store, List<P> pieces);
    }

    /** The request of one caller. Written and read by the thread that has the turn. */
    public abstract static class Piece {
        private RuntimeException failure;

        /** Whether it has its result or a failure. */
        protected abstract boolean hasResult();

        /** The caller gets this instead of a result. */
        public final void fail(RuntimeException thrown) {
            failure = thrown;
        }

        private boolean isDecided() {
            return hasResult() || failure != null;
        }
    }

    /** The waiting pieces of one store, and the lock that stands for the turn. */
    private record Line<P>(Queue<P> waiting, ReentrantLock turn) {}

    /**
     * Returns when the piece has its result.
     *
     * @throws BrokenOff if an {@link Error} ended the turn; each piece of the turn that was not decided gets this answer
     * @throws RuntimeException with which the turn failed the piece
     */
    public void await(StoreId store, P piece) {
        Line<P> line =
                lines.computeIfAbsent(store, any -> new Line<>(new ConcurrentLinkedQueue<>(), new ReentrantLock()));
        line.waiting().add(piece);
        Error broken = null;
        line.turn().lock();
        try {
            while (!isDecided(piece)) {
                broken = run(store, next(line)).orElse(broken);
            }
        } finally {
            line.turn().unlock();
        }
        if (broken != null) {
            errors.thrown(name, broken);
        }
        RuntimeException failure = ((Piece) piece).failure;
        if (failure != null) {
            throw failure;
        }
    }

    private List<P> next(Line<P> line) {
        // Large enough: a piece that was taken out of the line must not be lost because the list could not grow.
        List<P> next = new ArrayList<>(most);
        for (P piece = line.waiting().poll();
                piece != null;
                piece = next.size() < most ? line.waiting().poll() : null) {
            next.add(piece);
        }
        return next;
    }

    /** What is thrown is the answer of the pieces that are left; an error is returned. */
    private Optional<Error> run(StoreId store, List<P> pieces) {
        RuntimeException answer = new IllegalStateException("a turn of " + name + " left it undecided");
        try {
            turn.run(store, pieces);
            return Optional.empty();
        } catch (RuntimeException failure) {
            answer = failure;
            return Optional.empty();
        } catch (Error error) {
            answer = new BrokenOff(name, error);
            return Optional.of(error);
        } finally {
            for (P piece : pieces) {
                if (!isDecided(piece)) {
                    piece.fail(answer);
                }
            }
        }
    }

    private static boolean isDecided(Piece piece) {
        return piece.isDecided();
    }

    /** An error of this process ended a turn before a piece was decided. */
    public static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff(String name, Error error) {
            super("This turn of " + name + " was broken off.", error);
        }
    }
}
