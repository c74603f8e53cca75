package shop.gather.platform.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a body to JSON-B only if it is complete JSON and produces few objects. JSON-B skips unknown fields, and the
 * platform's parser never returns from an unclosed list in such a field (eclipse-ee4j/parsson, issue 23): four bytes
 * would block a thread permanently.
 */
@Provider
public class WholeJson implements ReaderInterceptor {

    /** The estimated size of the objects of a body that was read, with the container's objects for its request. */
    private static final int BYTES_AFTERWARDS = 32 * 1024;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        if (type == null || !type.getSubtype().endsWith("json")) {
            return context.proceed();
        }
        // At most what BodyLimitFilter lets through.
        byte[] body = context.getInputStream().readAllBytes();
        Object claim = context.getProperty(ReceivedText.CLAIM);
        ReceivedText.reserve(claim, ReceivedText.needed(body, ReceivedText.values(body)));
        context.setInputStream(new ByteArrayInputStream(body));
        Object read = context.proceed();
        context.setInputStream(InputStream.nullInputStream());
        // Only what the operation knows is left. The request may wait for its shop now.
        ReceivedText.reserve(claim, BYTES_AFTERWARDS);
        return read;
    }
}
