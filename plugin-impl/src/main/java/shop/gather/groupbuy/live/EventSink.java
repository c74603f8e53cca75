package shop.gather.groupbuy.live;

import java.io.IOException;

/** The connection of one stream. Nothing blocks. Used by one thread at a time. */
interface EventSink {

    /** Whether bytes can be written now; if not, {@link Watcher#writable} is called when they can. */
    boolean isReady();

    /** Only if {@link #isReady}. The array is not kept. */
    void write(byte[] bytes) throws IOException;

    /** Only if {@link #isReady}. */
    void flush() throws IOException;

    /** Whether {@link #complete} can be called already. */
    boolean canComplete();

    /** Ends the answer. Called once at most. */
    void complete();
}
