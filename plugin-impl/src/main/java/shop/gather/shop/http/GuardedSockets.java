package shop.gather.shop.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import shop.gather.platform.config.GatherConfig;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Sockets for protocols other than HTTP, with the rules of {@link GuardedHttpClient}: addresses of loopback, private and
 * link-local networks are refused unless {@code gather.outbound.allow} names the host and port, and the address that was
 * checked is the address connected to. A connection is closed after a while, and gives up a peer that sends too much.
 * Thread-safe.
 */
@Singleton
public class GuardedSockets extends SocketFactory {

    /** No connection lives longer. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /** What a peer may send on one connection: protocol libraries hold a line of any length in memory. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Networks networks = new Networks(GatherConfig.text("gather.outbound.allow", ""));

    @Inject
    GuardedSockets() {}

    /**
     * Refuses a forbidden host before it is stored.
     *
     * @throws ShopException FORBIDDEN_ADDRESS, or UNREACHABLE if the host is unknown
     */
    public void requireAllowed(String host, int port) {
        networks.requireAllowed(host, port, addresses(host));
    }

    /**
     * Whether a connection to this host stays on this machine.
     *
     * @throws ShopException UNREACHABLE if the host is unknown
     */
    public boolean isLoopback(String host) {
        for (InetAddress address : addresses(host)) {
            if (!address.isLoopbackAddress()) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new ShopException(
                    ShopError.UNREACHABLE, "The host " + host + " is unknown. Check the address.", unknown);
        }
    }

    /** A socket that is not connected yet. */
    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private final class Guarded extends Socket {

        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private InputStream limited;

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress address)) {
                throw new SocketException("only internet addresses can be connected to");
            }
            if (address.isUnresolved()) {
                throw new UnknownHostException(address.getHostString());
            }
            try {
                networks.requireAllowed(
                        address.getHostString(), address.getPort(), new InetAddress[] {address.getAddress()});
            } catch (ShopException forbidden) {
                throw new ConnectException(forbidden.getMessage());
            }
            super.connect(address, timeout);
            end.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, tooLong) -> closeQuietly());
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (limited == null) {
                limited = new Limited(super.getInputStream());
            }
            return limited;
        }

        @Override
        public synchronized void close() throws IOException {
            super.close();
            end.complete(null);
        }

        private void closeQuietly() {
            try {
                super.close();
            } catch (IOException closed) {
                // It is of no use any more.
            }
        }
    }

    private static final class Limited extends FilterInputStream {

        private long read;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int bytes = super.read(into, offset, length);
            count(bytes);
            return bytes;
        }

        private void count(int bytes) throws IOException {
            read += Math.max(0, bytes);
            if (read > MAX_BYTES) {
                throw new SocketException("the peer sent more than " + MAX_BYTES + " bytes");
            }
        }
    }
}
