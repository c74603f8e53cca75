package shop.gather.platform.http;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Lets a body through to JSON-B only if it is JSON from end to end. JSON-B passes over fields that nobody asked for, and the platform's parser never comes back from a
 * list that is opened there and not closed (eclipse-ee4j/parsson, issue 23): four bytes would cost a thread for good.
 */
@Provider
public class WholeJson implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        // A notification is taken as text and parsed by the shop's adapter, after its signature.
        boolean bound = context.getType() != String.class;
        if (bound && type != null && type.getSubtype().endsWith("json")) {
            // At most what BodyLimitFilter lets through.
            byte[] body = context.getInputStream().readAllBytes();
            requireWhole(body);
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }

    private static void requireWhole(byte[] body) {
        if (body.length == 0) {
            return;
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            reader.readValue();
        } catch (JsonException garbled) {
            throw garbled;
        } catch (RuntimeException tooDeep) {
            throw new JsonException("the body cannot be read", tooDeep);
        }
    }
}
