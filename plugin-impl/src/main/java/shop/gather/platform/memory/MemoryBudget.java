package shop.gather.platform.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A number of bytes that many owners share, such as the stores whose bodies this node holds at the same time. An owner
 * takes at most its share. When the budget is full, the owner that holds most yields to one that holds less: its
 * largest claim that may be withdrawn is withdrawn. So an owner with many or slow bodies never blocks one with few.
 * Thread-safe.
 */
public final class MemoryBudget {

    private final long capacity;
    private final long share;
    private final ThreadLocal<Claim> ofThread = new ThreadLocal<>();
    private final Map<Object, Holdings> owners = new HashMap<>();
    private long taken;

    /**
     * @param capacity bytes in all
     * @param share the most bytes of one owner
     */
    public MemoryBudget(long capacity, long share) {
        this.capacity = capacity;
        this.share = share;
    }

    private static final class Holdings {
        private final Set<Claim> claims = new HashSet<>();
        private long bytes;

        private Optional<Claim> largestWithdrawable() {
            return claims.stream()
                    .filter(claim -> claim.withdrawal != null)
                    .max(Comparator.comparingLong(claim -> claim.bytes));
        }
    }

    /**
     * Opens a claim of no bytes yet.
     *
     * @param owner whose share it counts against, by {@code equals}
     * @param withdrawal runs, on another thread, if the claim is withdrawn: it must make its holder stop soon. Null for
     *     a claim that is never withdrawn
     */
    public Claim open(Object owner, Runnable withdrawal) {
        return new Claim(owner, withdrawal);
    }

    /** Ends what the current thread kept by {@link Claim#keepForThread}. Called where a request or a task ends. */
    public void endOfWork() {
        Claim kept = ofThread.get();
        if (kept != null) {
            ofThread.remove();
            kept.close();
        }
    }

    /** The bytes in use now. */
    public synchronized long taken() {
        return taken;
    }

    /** Bytes held for one body. Used by one thread at a time. */
    public final class Claim implements AutoCloseable {

        private final Object owner;
        private Runnable withdrawal;
        private long bytes;
        private boolean closed;
        private long endsAtNanos = Long.MAX_VALUE;

        private Claim(Object owner, Runnable withdrawal) {
            this.owner = owner;
            this.withdrawal = withdrawal;
        }

        /**
         * Changes the claim to so many bytes; false, and nothing changes, if they do not fit or the claim was
         * withdrawn.
         */
        public boolean resize(long wanted) {
            List<Runnable> withdrawn = new ArrayList<>();
            boolean fits;
            synchronized (MemoryBudget.this) {
                fits = !closed && (wanted <= bytes || makeRoom(this, wanted - bytes, withdrawn));
                if (fits) {
                    take(this, wanted - bytes);
                }
            }
            // Outside of the lock: it may close a connection.
            withdrawn.forEach(Runnable::run);
            return fits;
        }

        /** As {@link #resize}, but waits up to the given time for other claims to end. */
        public boolean resize(long wanted, Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            while (!resize(wanted)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0 || isWithdrawn() || !MemoryBudget.this.awaitRoom(millis)) {
                    return false;
                }
            }
            return true;
        }

        /** Marks the body as complete: its holder is processing it, so the claim can no longer be withdrawn. */
        public void completed() {
            synchronized (MemoryBudget.this) {
                withdrawal = null;
            }
        }

        public boolean isWithdrawn() {
            synchronized (MemoryBudget.this) {
                return closed;
            }
        }

        /**
         * Keeps the claim until this thread's next one, the end of its work ({@link #endOfWork}) or so long at most:
         * for a body that was handed to others, who do not say when they are done with it.
         */
        public void keepForThread(Duration most) {
            endOfWork();
            synchronized (MemoryBudget.this) {
                withdrawal = null;
                endsAtNanos = System.nanoTime() + most.toNanos();
            }
            ofThread.set(this);
        }

        @Override
        public void close() {
            synchronized (MemoryBudget.this) {
                release(this);
            }
        }
    }

    private boolean makeRoom(Claim claim, long more, List<Runnable> withdrawn) {
        if (fits(claim, more)) {
            return true;
        }
        endOverdue();
        long own = held(claim.owner) + more;
        while (own > share) {
            // Within an owner, large bodies give way to small ones.
            Claim victim = Optional.ofNullable(owners.get(claim.owner))
                    .flatMap(Holdings::largestWithdrawable)
                    .filter(largest -> largest != claim && largest.bytes > claim.bytes + more)
                    .orElse(null);
            if (victim == null) {
                return false;
            }
            withdraw(victim, withdrawn);
            own = held(claim.owner) + more;
        }
        while (taken + more > capacity) {
            long asking = own;
            Claim victim = owners.values().stream()
                    .filter(holdings -> holdings.bytes > asking)
                    .sorted(Comparator.comparingLong((Holdings holdings) -> -holdings.bytes))
                    .flatMap(holdings -> holdings.largestWithdrawable().stream())
                    .findFirst()
                    .orElse(null);
            if (victim == null) {
                return false;
            }
            withdraw(victim, withdrawn);
        }
        return true;
    }

    private boolean fits(Claim claim, long more) {
        return held(claim.owner) + more <= share && taken + more <= capacity;
    }

    private long held(Object owner) {
        Holdings holdings = owners.get(owner);
        return holdings == null ? 0 : holdings.bytes;
    }

    private void endOverdue() {
        long now = System.nanoTime();
        owners.values().stream()
                .flatMap(holdings -> holdings.claims.stream())
                .filter(claim -> claim.endsAtNanos != Long.MAX_VALUE && claim.endsAtNanos - now < 0)
                .toList()
                .forEach(this::release);
    }

    private void withdraw(Claim victim, List<Runnable> withdrawn) {
        withdrawn.add(victim.withdrawal);
        release(victim);
    }

    private void take(Claim claim, long more) {
        Holdings holdings = owners.computeIfAbsent(claim.owner, any -> new Holdings());
        holdings.claims.add(claim);
        holdings.bytes += more;
        claim.bytes += more;
        taken += more;
        if (more < 0) {
            notifyAll();
        }
    }

    private void release(Claim claim) {
        if (claim.closed) {
            return;
        }
        claim.closed = true;
        Holdings holdings = owners.get(claim.owner);
        if (holdings != null && holdings.claims.remove(claim)) {
            holdings.bytes -= claim.bytes;
            taken -= claim.bytes;
            if (holdings.claims.isEmpty()) {
                owners.remove(claim.owner);
            }
        }
        notifyAll();
    }

    private synchronized boolean awaitRoom(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
