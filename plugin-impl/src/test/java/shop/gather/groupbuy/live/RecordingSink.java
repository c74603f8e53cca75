package shop.gather.groupbuy.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection in memory. */
final class RecordingSink implements EventSink {

    boolean ready = true;
    boolean completable = true;
    boolean broken;
    int completed;
    int flushed;
    private final List<String> written = new ArrayList<>();

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (broken) {
            throw new IOException("gone");
        }
        assert ready;
        written.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
        flushed = written.size();
    }

    @Override
    public boolean canComplete() {
        return completable;
    }

    @Override
    public void complete() {
        completed++;
    }

    /** What was flushed. */
    String text() {
        return String.join("", written.subList(0, flushed));
    }

    /** The kinds of events that were flushed, in order. */
    List<String> events() {
        return text().lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()))
                .toList();
    }

    /** The data of the last event. */
    String lastData() {
        return text().lines().filter(line -> line.startsWith("data: ")).reduce("", (before, line) -> line);
    }

    /** The id of the last event. */
    String lastId() {
        return text().lines()
                .filter(line -> line.startsWith("id: "))
                .reduce("", (before, line) -> line)
                .substring("id: ".length());
    }
}
