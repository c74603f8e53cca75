package shop.gather.groupbuy.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The answer to an asynchronous request, written without blocking. */
final class ServletSink implements EventSink {

    private final AsyncContext async;
    private final ServletOutputStream out;
    private volatile boolean returned;

    ServletSink(AsyncContext async) throws IOException {
        this.async = async;
        this.out = async.getResponse().getOutputStream();
    }

    /** Tells the watcher when bytes can be written and when the connection has ended. */
    void open(Watcher watcher) {
        async.addListener(new Ends(watcher));
        out.setWriteListener(new Writes(watcher));
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /**
     * Whether the first call has returned to the container: Payara may complete a request twice that another thread
     * completes before that (ADR 19). Until then, says the servlet specification, the timeout can be set.
     */
    @Override
    public boolean canComplete() {
        if (!returned) {
            try {
                async.setTimeout(async.getTimeout());
            } catch (IllegalStateException afterwards) {
                returned = true;
            }
        }
        return returned;
    }

    @Override
    public void complete() {
        async.complete();
    }

    private record Writes(Watcher watcher) implements WriteListener {

        @Override
        public void onWritePossible() {
            watcher.writable(System.nanoTime());
        }

        @Override
        public void onError(Throwable broken) {
            watcher.close();
        }
    }

    private record Ends(Watcher watcher) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            watcher.lost();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            watcher.close();
        }

        @Override
        public void onError(AsyncEvent event) {
            watcher.close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Never started again.
        }
    }
}
