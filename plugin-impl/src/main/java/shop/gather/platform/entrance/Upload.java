package shop.gather.platform.entrance;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.http.BodyLimitFilter;
import shop.gather.platform.http.Problem;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.memory.MemoryBudget;

/**
 * A request whose body is being received. No thread waits for it: the container calls back when bytes have arrived.
 * When the body is complete, the request is dispatched again with its body in memory. If the body arrives too slowly,
 * or there is no memory for it, the request is refused. Callbacks run on several threads, one after another; a refusal
 * may come from any thread.
 */
final class Upload implements ReadListener, AsyncListener {

    private static final Logger LOG = Logger.getLogger(Upload.class.getName());

    /** The estimated size of the container's objects for a waiting request and of its connection's buffers. */
    private static final int BYTES_OF_A_REQUEST = 16 * 1024;

    /** The buffer and its next, larger one; later the bytes, a copy of them, and their text. */
    private static final int BYTES_HELD = 3;

    private static final int CHUNK = 8 * 1024;

    private enum State {
        READING,
        /** It waits for its turn. */
        COMPLETE,
        SERVED,
        ENDED
    }

    private final Uploads uploads;
    private final AsyncContext async;
    private final ServletInputStream in;
    private final MemoryBudget.Claim claim;
    private final boolean proven;
    private final long beganNanos = System.nanoTime();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicReference<State> state = new AtomicReference<>(State.READING);
    private final AtomicBoolean dispatched = new AtomicBoolean();
    private volatile int received;
    private volatile Problem refusal;

    Upload(
            Uploads uploads,
            AsyncContext async,
            ServletInputStream in,
            MemoryBudget budget,
            String share,
            boolean proven) {
        this.uploads = uploads;
        this.async = async;
        this.in = in;
        this.proven = proven;
        this.claim = budget.open(share, () -> refuse(ProblemCode.NO_CAPACITY, Uploads.TRY_AGAIN));
    }

    boolean isProven() {
        return proven;
    }

    MemoryBudget.Claim claim() {
        return claim;
    }

    /** Hands over the body, once, and releases it here. Empty if the container dispatches the request a second time. */
    Optional<byte[]> takeBody() {
        Optional<byte[]> body = Optional.ofNullable(bytes).map(ByteArrayOutputStream::toByteArray);
        bytes = null;
        return body;
    }

    /**
     * Whether the first call has returned to the container: until then, says the servlet specification, the timeout can
     * be set.
     */
    boolean hasReturned() {
        try {
            async.setTimeout(async.getTimeout());
            return false;
        } catch (IllegalStateException returned) {
            return true;
        }
    }

    /** Begins to read. */
    void begin() {
        if (!claim.resize(BYTES_OF_A_REQUEST)) {
            refuse(ProblemCode.NO_CAPACITY, Uploads.TRY_AGAIN);
            return;
        }
        try {
            in.setReadListener(this);
        } catch (RuntimeException gone) {
            LOG.log(Level.FINE, "a request ended before its body was read", gone);
            end();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (state.get() == State.READING && in.isReady()) {
            int read = in.read(chunk);
            if (read < 0) {
                return;
            }
            take(chunk, read);
        }
    }

    private void take(byte[] chunk, int read) {
        int now = received + read;
        if (now > BodyLimitFilter.MAX_BYTES) {
            refuse(ProblemCode.BODY_TOO_LARGE, BodyLimitFilter.detail());
        } else if (!claim.resize(BYTES_OF_A_REQUEST + (long) BYTES_HELD * now)) {
            refuse(ProblemCode.NO_CAPACITY, Uploads.TRY_AGAIN);
        } else {
            bytes.write(chunk, 0, read);
            received = now;
        }
    }

    @Override
    public void onAllDataRead() {
        if (state.compareAndSet(State.READING, State.COMPLETE)) {
            uploads.complete(this);
        }
    }

    /**
     * Completed here only while the body is still read. One that was dispatched before, because it is refused or
     * served, is completed by the container after that: completed twice, Payara gives its objects to the next request
     * while this one still writes to them.
     */
    @Override
    public void onError(Throwable broken) {
        LOG.log(Level.FINE, "a request's body broke off", broken);
        if (state.compareAndSet(State.READING, State.ENDED)) {
            end();
            complete();
        }
    }

    /** Whether fewer bytes have arrived than the pace requires by now. */
    boolean isTooSlow(UploadPace pace) {
        return pace.isTooSlow(System.nanoTime() - beganNanos, received);
    }

    /** Answers with a problem and closes the connection, unless the request is being served. */
    void refuse(ProblemCode code, String detail) {
        if (!state.compareAndSet(State.READING, State.ENDED) && !state.compareAndSet(State.COMPLETE, State.ENDED)) {
            return;
        }
        end();
        refusal = Problem.of(code, detail);
        // Not completed from here, which may be any thread: Payara could give the request to the next connection while
        // another thread still works with it.
        try {
            async.dispatch();
        } catch (RuntimeException gone) {
            LOG.log(Level.FINE, "a refusal was not sent", gone);
        }
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Answers the request that was dispatched again because it is refused. */
    void answerRefused(HttpServletResponse response) throws IOException {
        if (refusal.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        // The rest of the body is not read.
        refusal.writeAndClose(response);
    }

    /** Dispatches the request now; false if it was refused while it waited for its turn. */
    boolean dispatch() {
        if (!state.compareAndSet(State.COMPLETE, State.SERVED)) {
            return false;
        }
        claim.completed();
        dispatched.set(true);
        try {
            async.dispatch();
        } catch (RuntimeException gone) {
            LOG.log(Level.FINE, "a request ended before it was served", gone);
            end();
        }
        return true;
    }

    /** Releases the upload's memory. Idempotent. */
    void end() {
        state.set(State.ENDED);
        claim.close();
        uploads.ended(this, dispatched.getAndSet(false));
    }

    private void complete() {
        try {
            async.complete();
        } catch (RuntimeException done) {
            LOG.log(Level.FINE, "a request was complete already", done);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(ProblemCode.REQUEST_TIMEOUT, Uploads.TOO_SLOW);
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nothing starts it twice.
    }
}
