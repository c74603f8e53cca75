package shop.gather.shop.http;

import jakarta.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import shop.gather.platform.memory.JsonLimits;
import shop.gather.platform.memory.MemoryBudget;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Reads one answer into memory, within the memory budget. JSON that would become too many objects is refused before an
 * adapter parses it. Used once, by one thread.
 */
final class AnswerReader {

    /** In characters, as {@link ShopHttp.Answer} promises. */
    static final int LONGEST_BODY = 8 * 1024 * 1024;

    /** A page of a hundred large orders has about 50,000 values. */
    static final JsonLimits LIMITS = new JsonLimits(100, 100_000);

    private static final int CHUNK = 8 * 1024;

    /** A character has at most 4 bytes in UTF-8. */
    private static final int MAX_BYTES = 4 * LONGEST_BODY;

    /** While a buffer grows, the old buffer and the new one, twice as large, are in memory. */
    private static final int BYTES_WHILE_READING = 3;

    /** At most two bytes per character; the bytes that were decoded are released. */
    private static final int BYTES_OF_A_CHARACTER = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String host;
    private final MemoryBudget.Claim claim;

    AnswerReader(String host, MemoryBudget.Claim claim) {
        this.host = host;
        this.claim = claim;
    }

    /**
     * @throws ShopException {@code BAD_ANSWER} if the answer is too long or too deep; {@code SHOP_FAILED}, which is
     *     retried, if there is no memory for it now
     * @throws IOException if the answer does not arrive
     */
    ShopHttp.Answer read(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        String body = entity == null ? "" : text(entity);
        if (body.length() > LONGEST_BODY) {
            throw tooLong();
        }
        claim.completed();
        int values = values(body);
        // The parsed texts are copies of parts of the body.
        int copies = values == 0 ? 1 : 2;
        reserve((long) copies * BYTES_OF_A_CHARACTER * body.length() + (long) values * MemoryBudgets.BYTES_PER_VALUE);
        return new ShopHttp.Answer(response.getCode(), headers, body);
    }

    private String text(HttpEntity entity) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = entity.getContent()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (bytes.size() + read > MAX_BYTES) {
                    throw tooLong();
                }
                reserve((long) BYTES_WHILE_READING * (bytes.size() + read));
                bytes.write(chunk, 0, read);
            }
        }
        return bytes.toString(charset(entity));
    }

    private Charset charset(HttpEntity entity) {
        try {
            ContentType type = ContentType.parse(entity.getContentType());
            return type == null || type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
        } catch (UnsupportedCharsetException unknown) {
            throw new ShopException(ShopError.BAD_ANSWER, host + " sent an answer that cannot be read.", unknown);
        }
    }

    private int values(String body) {
        if (body.isEmpty() || isPage(body)) {
            return 0;
        }
        try {
            return LIMITS.count(new StringReader(body));
        } catch (JsonLimits.Exceeded tooMuch) {
            throw new ShopException(
                    ShopError.BAD_ANSWER,
                    host + " sent JSON that exceeds a limit: " + tooMuch.getMessage()
                            + " Check that the address leads to the shop.",
                    tooMuch);
        } catch (JsonException garbled) {
            // The adapter reports the invalid JSON itself when it parses it.
            return 0;
        }
    }

    /** Whether the body is an HTML page, which shops often send instead of JSON. */
    private static boolean isPage(String body) {
        return body.substring(0, Math.min(body.length(), CHUNK)).stripLeading().startsWith("<");
    }

    private void reserve(long bytes) {
        if (!claim.resize(bytes, PATIENCE)) {
            throw noMemory(host, null);
        }
    }

    private ShopException tooLong() {
        return new ShopException(ShopError.BAD_ANSWER, host + " sent an answer that is too long.");
    }

    /** Not a refusal, because the shop may have executed the request; and not the shop's fault. */
    static ShopException noMemory(String host, IOException cause) {
        return new ShopException(
                ShopError.SHOP_FAILED,
                "The answer of " + host + " was not read because this server has no memory for it now. Gather retries.",
                Duration.ofSeconds(1),
                cause);
    }
}
