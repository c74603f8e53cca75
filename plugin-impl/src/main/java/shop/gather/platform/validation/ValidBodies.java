package shop.gather.platform.validation;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.PushbackInputStream;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Lets a request's record through to its resource only if it is there, unless it is optional, and its constraints hold. It runs after the
 * caller was authenticated and the body was read, for every resource, so none can forget it. Thread-safe.
 */
@Provider
@Priority(Priorities.USER - 1)
public class ValidBodies implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType().isAnnotationPresent(OptionalBody.class) && isEmpty(context)) {
            return null;
        }
        Object read = context.proceed();
        if (!context.getType().isRecord()) {
            return read;
        }
        if (read == null) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "The body is missing.");
        }
        return RequestValidator.valid(read);
    }

    /** Whether there is no body; browsers send the type of one all the same. */
    private static boolean isEmpty(ReaderInterceptorContext context) throws IOException {
        PushbackInputStream body = new PushbackInputStream(context.getInputStream());
        int first = body.read();
        if (first >= 0) {
            body.unread(first);
        }
        context.setInputStream(body);
        return first < 0;
    }
}
