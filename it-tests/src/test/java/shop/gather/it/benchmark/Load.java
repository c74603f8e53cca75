package shop.gather.it.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Sends HTTP/1.1 requests on kept connections with as little work as possible, because client and server share the
 * machine's processors.
 */
final class Load {

    private final URI server;
    private final int clients;

    Load(URI server, int clients) {
        this.server = server;
        this.clients = clients;
    }

    /** @param answered requests with the expected status; @param other requests with another one */
    record Outcome(int answered, int other, double seconds) {
        double perSecond() {
            return answered / seconds;
        }
    }

    /** A GET as it is sent. */
    byte[] get(String path) {
        return get(path, "");
    }

    /** A GET as it is sent; header lines end with CRLF. */
    byte[] get(String path, String headerLines) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headerLines + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A POST as it is sent; header lines end with CRLF. */
    byte[] post(String path, String headerLines, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headerLines
                + "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(content);
        return request.toByteArray();
    }

    /** The same request again and again for a time. */
    Outcome repeat(byte[] request, double seconds, int expected) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return run(expected, number -> System.nanoTime() < end ? request : null);
    }

    /** Each request once, shared out among the clients as they come free. */
    Outcome each(List<byte[]> requests, int expected) {
        return run(expected, number -> number < requests.size() ? requests.get(number) : null);
    }

    /**
     * What came of one request.
     *
     * @param milliseconds from sending it to the end of the answer
     * @param after seconds from the start of all to the end of the answer
     */
    record Answered(int status, String body, double milliseconds, double after) {}

    /** Sends each request once, as {@link #each}, and returns the answers in the order of the requests. */
    List<Answered> answers(List<byte[]> requests) {
        Answered[] answers = new Answered[requests.size()];
        long start = System.nanoTime();
        run(true, number -> number < answers.length ? requests.get(number) : null, (number, answer, sent) -> {
            long now = System.nanoTime();
            answers[number] = new Answered(
                    answer.status(),
                    new String(answer.body(), StandardCharsets.UTF_8),
                    (now - sent) / 1e6,
                    (now - start) / 1e9);
        });
        return List.of(answers);
    }

    private Outcome run(int expected, IntFunction<byte[]> requests) {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        long start = System.nanoTime();
        run(false, requests, (number, answer, sent) -> (answer.status() == expected ? answered : other)
                .incrementAndGet());
        return new Outcome(answered.get(), other.get(), (System.nanoTime() - start) / 1e9);
    }

    /** Gets each answer; called by the threads of the clients. */
    private interface Listener {
        void answered(int number, Answer answer, long sent);
    }

    private void run(boolean bodies, IntFunction<byte[]> requests, Listener listener) {
        AtomicInteger next = new AtomicInteger();
        parallel(clients, () -> {
            Next request = new Next(next, requests);
            while (request.bytes != null) {
                onOneConnection(request, bodies, listener);
            }
            return null;
        });
    }

    /** The request that a client sends next; null bytes if nothing is left. */
    private static final class Next {
        private final AtomicInteger numbers;
        private final IntFunction<byte[]> requests;
        private int number;
        private byte[] bytes;

        Next(AtomicInteger numbers, IntFunction<byte[]> requests) {
            this.numbers = numbers;
            this.requests = requests;
            advance();
        }

        void advance() {
            number = numbers.getAndIncrement();
            bytes = requests.apply(number);
        }
    }

    /** Until the server closes the connection, which it does after some hundred requests, or nothing is left. */
    private void onOneConnection(Next request, boolean bodies, Listener listener) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            boolean open = true;
            while (open && request.bytes != null) {
                long sent = System.nanoTime();
                socket.getOutputStream().write(request.bytes);
                Answer answer = answer(in, bodies);
                listener.answered(request.number, answer, sent);
                open = !answer.last();
                request.advance();
            }
        }
    }

    /** Runs the same work so many times at once and waits for all. */
    static void parallel(int times, Callable<Void> work) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(work));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** @param last whether the server closes the connection after it @param body empty unless it is wanted */
    private record Answer(int status, boolean last, byte[] body) {}

    /** Reads one answer to its end. */
    private static Answer answer(InputStream in, boolean keepBody) {
        try {
            String first = line(in);
            if (first.length() < 12) {
                throw new IOException("the server closed the connection");
            }
            int length = 0;
            boolean chunked = false;
            boolean last = false;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String header = line.toLowerCase(java.util.Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                } else if (header.startsWith("transfer-encoding:")) {
                    chunked = header.contains("chunked");
                } else if (header.startsWith("connection:")) {
                    last = header.contains("close");
                }
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream(keepBody ? 1_024 : 0);
            if (chunked) {
                for (int size = chunk(in); size > 0; size = chunk(in)) {
                    take(in, size, keepBody, body);
                    in.skipNBytes(2);
                }
                line(in);
            } else {
                take(in, length, keepBody, body);
            }
            return new Answer(Integer.parseInt(first.substring(9, 12)), last, body.toByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void take(InputStream in, int length, boolean keep, ByteArrayOutputStream body) throws IOException {
        if (keep) {
            body.writeBytes(in.readNBytes(length));
        } else {
            in.skipNBytes(length);
        }
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
