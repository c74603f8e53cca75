package shop.gather.platform.validation;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
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
        Object read = context.proceed();
        if (!context.getType().isRecord()) {
            return read;
        }
        if (read == null && context.getType().isAnnotationPresent(OptionalBody.class)) {
            return null;
        }
        if (read == null) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "The body is missing.");
        }
        return RequestValidator.valid(read);
    }
}
