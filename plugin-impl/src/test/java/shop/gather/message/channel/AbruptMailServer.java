package shop.gather.message.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An SMTP server for one connection that hesitates before the end of a mail, and closes the connection at one command. */
final class AbruptMailServer implements AutoCloseable {

    private final ServerSocket listener = listen();
    private final String fatal;
    private final Duration hesitation;

    /** @param fatal the beginning of the command at which it closes the connection without an answer; null for none */
    AbruptMailServer(String fatal, Duration hesitation) {
        this.fatal = fatal;
        this.hesitation = hesitation;
        Thread thread = new Thread(this::serve, "abrupt-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private void serve() {
        try (Socket socket = listener.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            answer(socket, "220 ready");
            boolean text = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean end = line.equals(".");
                if (fatal != null && line.startsWith(fatal)) {
                    return;
                }
                if (end) {
                    // The server's own slowness, which is what is tested.
                    Thread.sleep(hesitation.toMillis());
                }
                text = line.startsWith("DATA") || text && !end;
                if (line.startsWith("DATA")) {
                    answer(socket, "354 go on");
                } else if (!text) {
                    answer(socket, "250 yes");
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The client has what it needs, or its test fails.
        }
    }

    private static void answer(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
