package shop.gather.platform.entrance;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body is in memory. */
final class ReceivedBody extends HttpServletRequestWrapper {

    private final ServletInputStream body;

    ReceivedBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = new InMemory(new ByteArrayInputStream(body));
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(
                new InputStreamReader(body, encoding == null ? StandardCharsets.UTF_8.name() : encoding));
    }

    private static final class InMemory extends ServletInputStream {

        private ByteArrayInputStream bytes;

        InMemory(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return released(bytes.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return released(bytes.read(target, offset, length));
        }

        /** Releases the body when it has been read to its end, because the request may wait for its shop after that. */
        private int released(int read) {
            if (read < 0) {
                bytes = new ByteArrayInputStream(new byte[0]);
            }
            return read;
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body has been read already.");
        }
    }
}
