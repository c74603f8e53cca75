package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.shop.http.GuardedHttpClient;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Sends one event to one endpoint, signed according to the Standard Webhooks specification ({@code webhook-id}, {@code
 * webhook-timestamp}, {@code webhook-signature}). Thread-safe.
 */
@Singleton
class SignedSender {

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

    /**
     * Returns why the event was not accepted; empty if it was. Every failure is returned, not thrown, so that no
     * endpoint can block the others.
     */
    Optional<String> send(EventEndpoint endpoint, EventId event, String body) {
        try {
            URI address = URI.create(endpoint.url());
            int status = http.send(ShopHttp.Request.post(address, headers(endpoint, event, body), body))
                    .status();
            return status >= 200 && status < 300
                    ? Optional.empty()
                    : Optional.of(address.getHost() + " answered " + status + ".");
        } catch (ShopException unreachable) {
            return Optional.of(unreachable.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.log(Level.WARNING, "event " + event + " could not be sent to endpoint " + endpoint.id(), unexpected);
            return Optional.of("Sending failed: " + unexpected.getMessage());
        }
    }

    private Map<String, String> headers(EventEndpoint endpoint, EventId event, String body) {
        long timestamp = clock.instant().getEpochSecond();
        return Map.of(
                "content-type",
                "application/json",
                "webhook-id",
                event.toString(),
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                "v1," + sign(endpoint.secret(secrets), event + "." + timestamp + "." + body));
    }

    private static String sign(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
