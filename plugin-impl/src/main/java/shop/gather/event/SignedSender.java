package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.shop.http.GuardedHttpClient;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Posts a body to an address that an owner set, signed according to the Standard Webhooks specification ({@code
 * webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}). Thread-safe.
 */
@Singleton
public class SignedSender {

    private static final Logger LOG = Logger.getLogger(SignedSender.class.getName());

    private final ShopHttp http;
    private final SecretBox secrets;
    private final Clock clock;

    @Inject
    SignedSender(GuardedHttpClient outbound, SecretBox secrets, Clock clock) {
        this.http = outbound.http();
        this.secrets = secrets;
        this.clock = clock;
    }

    /** As {@link #send(String, Supplier, String, String)} for an event. */
    Optional<String> send(EventEndpoint endpoint, EventId event, String body) {
        return send(endpoint.url(), () -> endpoint.secret(secrets), event.toString(), body);
    }

    /**
     * Returns why the body was not accepted; empty if it was. Every failure is returned, not thrown, so that no address
     * can block the others.
     *
     * @param secret gives the secret as {@link SigningSecret#create} makes it; a secret that cannot be read is a failure too
     * @param id the same at each attempt; receivers ignore one that they know
     */
    public Optional<String> send(String url, Supplier<String> secret, String id, String body) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException invalid) {
            return Optional.of("The address is invalid.");
        }
        try {
            int status = http.send(ShopHttp.Request.post(address, headers(secret.get(), id, body), body))
                    .status();
            return status >= 200 && status < 300
                    ? Optional.empty()
                    : Optional.of(address.getHost() + " answered " + status + ".");
        } catch (ShopException unreachable) {
            return Optional.of(unreachable.getMessage());
        } catch (RuntimeException unexpected) {
            // Not the whole address: that of a chat tool holds a secret.
            LOG.log(Level.WARNING, id + " could not be sent to " + address.getHost(), unexpected);
            return Optional.of("Sending failed: " + unexpected.getMessage());
        }
    }

    private Map<String, String> headers(String secret, String id, String body) {
        long timestamp = clock.instant().getEpochSecond();
        return Map.of(
                "content-type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                "v1," + SigningSecret.sign(secret, id + "." + timestamp + "." + body));
    }
}
