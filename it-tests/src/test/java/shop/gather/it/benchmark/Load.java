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

    private Outcome run(int expected, IntFunction<byte[]> requests) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        long start = System.nanoTime();
        parallel(clients, () -> {
            byte[] request = requests.apply(next.getAndIncrement());
            while (request != null) {
                request = onOneConnection(request, requests, next, expected, answered, other);
            }
            return null;
        });
        return new Outcome(answered.get(), other.get(), (System.nanoTime() - start) / 1e9);
    }

    /**
     * Until the server closes the connection, which it does after some hundred requests, or nothing is left. Returns
     * the request that is next.
     */
    private byte[] onOneConnection(
            byte[] first,
            IntFunction<byte[]> requests,
            AtomicInteger next,
            int expected,
            AtomicInteger answered,
            AtomicInteger other)
            throws IOException {
        byte[] request = first;
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            boolean open = true;
            while (open && request != null) {
                socket.getOutputStream().write(request);
                Answer answer = answer(in);
                (answer.status() == expected ? answered : other).incrementAndGet();
                open = !answer.last();
                request = requests.apply(next.getAndIncrement());
            }
        }
        return request;
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

    /** @param last whether the server closes the connection after it */
    private record Answer(int status, boolean last) {}

    /** Reads one answer to its end. */
    private static Answer answer(InputStream in) {
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
            if (chunked) {
                for (int size = chunk(in); size > 0; size = chunk(in)) {
                    in.skipNBytes(size + 2L);
                }
                line(in);
            } else {
                in.skipNBytes(length);
            }
            return new Answer(Integer.parseInt(first.substring(9, 12)), last);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
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
