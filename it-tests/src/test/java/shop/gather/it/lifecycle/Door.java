package shop.gather.it.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP door before a shop. It can fall silent, so that callers wait in vain, or be shut, so that nobody is let in.
 * Thread-safe.
 */
final class Door implements AutoCloseable {

    private static final int LONGEST_SILENCE_MILLIS = 30_000;

    private final URI shop;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger callers = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "door");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean silent;
    private ServerSocket door;

    /** @param server the shop's address; its path stays with the caller */
    Door(URI server) {
        this.shop = server;
        this.port = listen(0);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + shop.getRawPath());
    }

    /** How many connections were made so far. */
    int callers() {
        return callers.get();
    }

    /** Lets callers in again. */
    synchronized void open() {
        silent = false;
        part();
        if (door.isClosed()) {
            listen(port);
        }
    }

    /** Takes what callers say and tells them nothing. */
    synchronized void fallSilent() {
        silent = true;
        part();
    }

    /** Refuses every caller. */
    synchronized void shut() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        part();
    }

    private void part() {
        open.forEach(Door::end);
    }

    private int listen(int wanted) {
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 200);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        ServerSocket listening = door;
        threads.execute(() -> accept(listening));
        return listening.getLocalPort();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                callers.incrementAndGet();
                threads.execute(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        open.add(caller);
        try (caller) {
            caller.setSoTimeout(LONGEST_SILENCE_MILLIS);
            if (silent) {
                while (caller.getInputStream().read() >= 0) {
                    // Until the caller gives up.
                }
                return;
            }
            try (Socket server = new Socket(shop.getHost(), shop.getPort())) {
                open.add(server);
                threads.execute(() -> copy(server, caller));
                copy(caller, server);
                open.remove(server);
            }
        } catch (IOException gone) {
            // One of the two has left.
        } finally {
            open.remove(caller);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // The other direction notices too.
        } finally {
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }

    @Override
    public void close() {
        shut();
        threads.shutdownNow();
    }
}
