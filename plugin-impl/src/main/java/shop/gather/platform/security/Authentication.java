package shop.gather.platform.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Passes a request to a resource method only if the method's {@link Allow} permits its caller. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class Authentication implements ContainerRequestFilter {

    @Inject
    private ApiKeys keys;

    @Inject
    private StoreStands stands;

    @Inject
    private MemberTokens members;

    @Inject
    private RateLimits limits;

    @Inject
    private Caller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        ResourceInfo resource = matched(request);
        var method = resource.getResourceMethod();
        // Documents that the platform itself serves, such as the OpenAPI description, are not protected here.
        if (method == null || !resource.getResourceClass().getName().startsWith("shop.gather.")) {
            return;
        }
        if (method.isAnnotationPresent(Public.class)) {
            return;
        }
        Allow allow = method.getAnnotation(Allow.class);
        if (allow == null) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "This operation cannot be called.");
        }
        String token = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (allow.value() == Role.MEMBER || allow.orMember() && !ApiKeys.looksLikeOne(token)) {
            member(token);
        } else {
            key(token, allow, String.valueOf(request.getProperty(Visitors.ADDRESS)));
        }
    }

    /**
     * Reads the matched method from the request. A field with {@code @Context} stayed null permanently if requests were
     * waiting while the application started, and every request failed until the next restart.
     */
    private static ResourceInfo matched(ContainerRequestContext request) {
        if (request.getUriInfo() instanceof ResourceInfo info) {
            return info;
        }
        throw new IllegalStateException("This JAX-RS implementation does not provide the matched method of a request.");
    }

    private void member(String token) {
        var session = members.verify(token).orElseThrow(Authentication::unauthenticated);
        if (members.suspended(session)) {
            throw suspended();
        }
        limits.checkMember(session.store(), session.member());
        caller.set(Role.MEMBER, session.store(), session.member().value(), Set.of());
    }

    private void key(String token, Allow allow, String visitor) {
        var key = keys.authenticate(token, visitor).orElseThrow(Authentication::unauthenticated);
        if (key.role() != allow.value()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "This operation needs a key or token of another kind.");
        }
        if (key.store() != null && stands.of(key.store()).suspended()) {
            throw suspended();
        }
        if (key.role() == Role.OWNER) {
            requireScope(key, allow.scope());
            for (Scope scope : allow.also()) {
                requireScope(key, scope);
            }
        }
        switch (key.role()) {
            case OWNER -> limits.checkKey(key.id());
            case STOREFRONT -> limits.checkVisitor(key.store(), visitor);
            default -> {
                // The hosting provider is trusted.
            }
        }
        caller.set(key.role(), key.store(), key.id(), key.scopes());
    }

    private static void requireScope(ApiKeys.ApiKey key, Scope scope) {
        if (!key.scopes().contains(scope)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "This key lacks the scope " + scope + ".");
        }
    }

    static String bearer(String header) {
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED, "Send Authorization: Bearer with a valid key or token.");
    }

    private static ProblemException suspended() {
        return new ProblemException(ProblemCode.STORE_SUSPENDED, "Ask your hosting provider.");
    }
}
