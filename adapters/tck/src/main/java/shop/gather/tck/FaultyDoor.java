package shop.gather.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A TCP proxy before one server of a shop, with one connection per call, so that a fault affects exactly one call.
 * Plain HTTP/1.1.
 */
final class FaultyDoor implements AutoCloseable {

    /** The longest wait for a missing answer. */
    private static final int LONGEST_SILENCE_MILLIS = 30_000;

    private final URI shop;
    private final FaultPlan plan;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket door;
    private Future<?> accepting;
    private int answered;

    /** @param server scheme, host and port of the shop */
    FaultyDoor(String server, FaultPlan plan) {
        this.shop = URI.create(server);
        this.plan = plan;
        this.port = listen(0);
    }

    /** Scheme, host and port. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Resets the count of answers and listens again if closed; stops listening at once if no call may pass. */
    synchronized void begin() {
        answered = 0;
        if (plan.closes(0)) {
            shut();
        } else if (door.isClosed()) {
            listen(port);
        }
    }

    private synchronized int listen(int wanted) {
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        ServerSocket open = door;
        accepting = threads.submit(() -> accept(open));
        return open.getLocalPort();
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket caller = open.accept();
                threads.execute(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setSoTimeout(LONGEST_SILENCE_MILLIS);
            byte[] request = request(caller.getInputStream());
            if (request.length > 0) {
                answer(caller, request, plan.next());
            }
        } catch (IOException broken) {
            // The caller gave up: that is what a fault is for.
        }
    }

    private void answer(Socket caller, byte[] request, Fault fault) throws IOException {
        byte[] answer = fault == null || fault.isDone() ? forwarded(request) : new byte[0];
        if (fault == null) {
            closeIfPlanned();
            caller.getOutputStream().write(answer);
        } else if (fault == Fault.RESET) {
            caller.setSoLinger(true, 0);
        } else if (fault == Fault.SILENT || fault == Fault.LATE) {
            awaitDeparture(caller);
        } else if (fault == Fault.HALF) {
            caller.getOutputStream().write(answer, 0, half(answer));
        } else {
            caller.getOutputStream().write(fault.answer());
        }
        caller.getOutputStream().flush();
    }

    private synchronized void closeIfPlanned() {
        answered++;
        if (plan.closes(answered)) {
            shut();
        }
    }

    private static void awaitDeparture(Socket caller) throws IOException {
        while (caller.getInputStream().read() >= 0) {
            // Ignores further input until the caller closes the connection.
        }
    }

    /** The length of the head and half of the body; of half the head if there is no body. */
    private static int half(byte[] answer) {
        int head = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return answer.length - head < 2 ? head / 2 : head + (answer.length - head) / 2;
    }

    private byte[] forwarded(byte[] request) throws IOException {
        try (Socket server = new Socket(shop.getHost(), shop.getPort())) {
            server.setSoTimeout(LONGEST_SILENCE_MILLIS);
            OutputStream out = server.getOutputStream();
            out.write(request);
            out.flush();
            return closing(server.getInputStream().readAllBytes());
        }
    }

    /** Adds the header that closes the connection: not every server sends it, although it was asked to. */
    private static byte[] closing(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int statusEnd = text.indexOf("\r\n") + 2;
        return (text.substring(0, statusEnd) + "Connection: close\r\n" + text.substring(statusEnd))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A whole request, addressed to the shop and asking for one answer; empty if the caller sent nothing. */
    private byte[] request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
            if (!header.startsWith("host:") && !header.startsWith("connection:") && !header.startsWith("upgrade:")) {
                head.append(line).append("\r\n");
            }
        }
        if (head.length() == 0) {
            return new byte[0];
        }
        head.append("Host: ").append(shop.getAuthority()).append("\r\nConnection: close\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked) {
            copyChunks(in, request);
        } else {
            request.writeBytes(in.readNBytes(length));
        }
        return request.toByteArray();
    }

    private static void copyChunks(InputStream in, ByteArrayOutputStream out) throws IOException {
        int size;
        do {
            String line = line(in);
            size = Integer.parseInt(line.strip(), 16);
            out.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(in.readNBytes(size));
            out.writeBytes((line(in) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } while (size > 0);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private synchronized void shut() {
        try {
            door.close();
            // Until accept() has returned, the operating system may still accept connections.
            accepting.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        shut();
        threads.shutdownNow();
    }
}
