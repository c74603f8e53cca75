package shop.gather.platform.entrance;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import shop.gather.platform.http.BodyLimitFilter;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.memory.MemoryBudget;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.platform.security.Senders;

/**
 * Receives the bodies of requests without a thread for each, with limits on pace and memory. Small bodies that arrived
 * with their headers, as most do, are served at once. All others are served when they are complete, a limited number at
 * a time. Senders without a secret have separate threads, so that they never occupy those of owners and members.
 * Thread-safe.
 */
@Singleton
public class Uploads {

    static final String TRY_AGAIN = "The server has no memory for this body now. Send it again in a moment.";
    static final String TOO_SLOW = "The body arrived too slowly. Send it again.";

    /** The attribute in which a request that is dispatched again finds its upload. */
    private static final String UPLOAD = "shop.gather.upload";

    /** Bodies up to this length are not counted: a request's own objects are larger. */
    private static final int SMALL = 8 * 1024;

    /** Payara needs microseconds to finish a callback, unless its thread loses the processor. */
    private static final int CALLBACK_MILLIS = 3;

    private static final int THREADS_FOR_PROVEN = 100;
    private static final int THREADS_FOR_OTHERS = 50;

    private final MemoryBudgets budgets;
    private final Senders senders;
    private final UploadPace pace = UploadPace.configured();
    private final Set<Upload> coming = ConcurrentHashMap.newKeySet();
    private final Turns proven = new Turns(THREADS_FOR_PROVEN);
    private final Turns others = new Turns(THREADS_FOR_OTHERS);

    @Resource
    private ManagedScheduledExecutorService timer;

    /** A separate executor, because the container's threads may be busy for seconds. */
    private final ScheduledExecutorService reading = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "gather-uploads");
        thread.setDaemon(true);
        return thread;
    });

    private ScheduledFuture<?> check;

    @Inject
    Uploads(MemoryBudgets budgets, Senders senders) {
        this.budgets = budgets;
        this.senders = senders;
    }

    @PostConstruct
    void start() {
        check = timer.scheduleWithFixedDelay(this::refuseSlow, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        check.cancel(false);
        reading.shutdownNow();
    }

    /** Whether the request must wait for its body: it is dispatched again when that is complete. */
    boolean waits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long length = request.getContentLengthLong();
        boolean hasBody = length > 0 || (length < 0 && request.getHeader("Transfer-Encoding") != null);
        if (!hasBody || length > BodyLimitFilter.MAX_BYTES || !request.isAsyncSupported()) {
            return false;
        }
        ServletInputStream in = request.getInputStream();
        if (length > 0 && length <= SMALL && in.available() >= length) {
            return false;
        }
        Senders.Sender sender = senders.of(request);
        MemoryBudget budget = sender.proven() ? budgets.requests() : budgets.visitors();
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(pace.limit().multipliedBy(2).toMillis());
        Upload upload = new Upload(this, async, in, budget, sender.share(), sender.proven());
        async.addListener(upload);
        request.setAttribute(UPLOAD, upload);
        coming.add(upload);
        beginOnceReturned(upload);
        return true;
    }

    /**
     * Reads once the container has the request back, which is a moment later. What is dispatched by another thread
     * while the first call returns, Payara may dispatch twice or never (AsyncContextImpl.invokeDelayDispatch).
     */
    private void beginOnceReturned(Upload upload) {
        boolean returned = upload.hasReturned();
        reading.schedule(
                () -> {
                    if (returned) {
                        upload.begin();
                    } else {
                        beginOnceReturned(upload);
                    }
                },
                1,
                TimeUnit.MILLISECONDS);
    }

    /** The upload that a request, dispatched again, has brought; empty if its body was there at once. */
    static Optional<Upload> of(HttpServletRequest request) {
        return Optional.ofNullable((Upload) request.getAttribute(UPLOAD));
    }

    /**
     * The body is complete. Dispatched once Payara has finished the callback that says so, which is a moment later: it
     * still uses the request's objects, and a dispatch may end meanwhile and give them to the next request.
     */
    void complete(Upload upload) {
        coming.remove(upload);
        reading.schedule(() -> turns(upload).take(upload), CALLBACK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param served whether it had a turn */
    void ended(Upload upload, boolean served) {
        coming.remove(upload);
        if (served) {
            turns(upload).next();
        }
    }

    private Turns turns(Upload upload) {
        return upload.isProven() ? proven : others;
    }

    private void refuseSlow() {
        for (Upload upload : coming) {
            if (upload.isTooSlow(pace)) {
                upload.refuse(ProblemCode.REQUEST_TIMEOUT, TOO_SLOW);
            }
        }
    }
}
