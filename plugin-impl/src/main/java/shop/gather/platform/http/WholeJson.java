package shop.gather.platform.http;

import jakarta.json.JsonException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import shop.gather.platform.memory.JsonLimits;
import shop.gather.platform.memory.MemoryBudget;
import shop.gather.platform.memory.MemoryBudgets;

/**
 * Passes a body to JSON-B only if it is complete JSON and produces few objects. JSON-B skips unknown fields, and the
 * platform's parser never returns from an unclosed list in such a field (eclipse-ee4j/parsson, issue 23): four bytes
 * would block a thread permanently. A body that is read as text, such as a notification, is only measured; its reader
 * checks it.
 */
@Provider
public class WholeJson implements ReaderInterceptor {

    /** The request attribute with the memory claim of a body that is large or arrived slowly. */
    public static final String CLAIM = "shop.gather.claim";

    /** The largest order that a shop sends has a few thousand values. */
    static final JsonLimits LIMITS = new JsonLimits(64, 20_000);

    private static final int BYTES_HELD = 3;

    /** The estimated size of the objects of a body that was read, with the container's objects for its request. */
    private static final int BYTES_AFTERWARDS = 32 * 1024;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        boolean text = context.getType() == String.class;
        if (!text && (type == null || !type.getSubtype().endsWith("json"))) {
            return context.proceed();
        }
        // At most what BodyLimitFilter lets through.
        byte[] body = context.getInputStream().readAllBytes();
        reserve(context, (long) BYTES_HELD * body.length + (long) MemoryBudgets.BYTES_PER_VALUE * values(body, text));
        context.setInputStream(new ByteArrayInputStream(body));
        Object read = context.proceed();
        context.setInputStream(InputStream.nullInputStream());
        // Of JSON only what the operation knows is left; a text is kept as it is. The request may wait for its shop
        // now.
        reserve(context, text ? 2L * body.length : BYTES_AFTERWARDS);
        return read;
    }

    private static int values(byte[] body, boolean text) {
        if (body.length == 0) {
            return 0;
        }
        try {
            return LIMITS.count(new ByteArrayInputStream(body));
        } catch (JsonLimits.Exceeded tooMuch) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "The JSON is not accepted. " + tooMuch.getMessage());
        } catch (RuntimeException garbled) {
            if (text) {
                return 0;
            }
            throw garbled instanceof JsonException ? garbled : new JsonException("the body cannot be read", garbled);
        }
    }

    private static void reserve(ReaderInterceptorContext context, long bytes) {
        if (context.getProperty(CLAIM) instanceof MemoryBudget.Claim claim && !claim.resize(bytes)) {
            throw new ProblemException(
                    ProblemCode.NO_CAPACITY,
                    "The server has no memory for this body now. Send it again in a moment.",
                    Duration.ofSeconds(1));
        }
    }
}
