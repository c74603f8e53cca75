package shop.gather.platform.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Identifies the sender of a request before its body is read, so that the body's memory counts against the right share.
 * Makes no access decision. Thread-safe.
 */
@Singleton
public class Senders {

    private static final Logger LOG = Logger.getLogger(Senders.class.getName());

    private final ApiKeys keys;
    private final MemberTokens members;
    private final Visitors visitors;

    @Inject
    Senders(ApiKeys keys, MemberTokens members, Visitors visitors) {
        this.keys = keys;
        this.members = members;
        this.visitors = visitors;
    }

    /**
     * The sender of a request.
     *
     * @param share the share that its body counts against: a store, the provider, or the address of a visitor without a
     *     store
     * @param proven whether it sent a valid secret: an owner's or the provider's key, or a member's token. A
     *     publishable key is not a secret
     */
    public record Sender(String share, boolean proven) {}

    /**
     * Identifies the sender of a request; a visitor if the credentials are missing, invalid, or cannot be checked now.
     */
    public Sender of(HttpServletRequest request) {
        String token = Authentication.bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        String address = visitors.address(request);
        return known(token, address).orElseGet(() -> new Sender(RateLimits.network(address), false));
    }

    private Optional<Sender> known(String token, String address) {
        if (token == null) {
            return Optional.empty();
        }
        try {
            return keys.authenticate(token, address).map(Senders::of).or(() -> members.verify(token)
                    .map(session -> new Sender(session.store().toString(), true)));
        } catch (RuntimeException unavailable) {
            LOG.log(Level.FINE, "credentials cannot be checked now", unavailable);
            return Optional.empty();
        }
    }

    private static Sender of(ApiKeys.ApiKey key) {
        return switch (key.role()) {
            case OWNER -> new Sender(key.store().toString(), true);
            case STOREFRONT -> new Sender(key.store().toString(), false);
            default -> new Sender(key.role().name(), true);
        };
    }
}
