package shop.gather.adapter.sampleshop;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Verifies notifications as the Standard Webhooks specification says. */
final class Webhooks implements Notifications {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String PREFIX = "whsec_";

    private final byte[] secret;
    private final Clock clock;
    private final Jsonb json = JsonbBuilder.create();

    Webhooks(String secret, Clock clock) {
        String key = secret.strip();
        try {
            this.secret = Base64.getDecoder().decode(key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key);
        } catch (IllegalArgumentException e) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, SampleShopAdapter.WEBHOOK_SECRET + " is not a secret of a sample shop", e);
        }
        this.clock = clock;
    }

    @Override
    public List<String> changedOrders(Notification notification) {
        String id = header(notification, "webhook-id");
        String timestamp = header(notification, "webhook-timestamp");
        if (!timestamp.matches("\\d{1,12}")) {
            throw badSignature("its time cannot be read");
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sentAt, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw badSignature("it is too old, or from the future");
        }
        byte[] expected = signature(id + "." + timestamp + "." + notification.body());
        for (String candidate : header(notification, "webhook-signature").split(" ")) {
            if (candidate.startsWith("v1,") && MessageDigest.isEqual(expected, bytes(candidate.substring(3)))) {
                return List.of(orderId(notification.body()));
            }
        }
        throw badSignature("its signature does not match");
    }

    private String orderId(String body) {
        Wire.Event event = ShopClient.read(() -> json.fromJson(ShopClient.whole(body), Wire.Event.class));
        return ShopClient.read(() -> Objects.requireNonNull(event.data().orderId()));
    }

    private byte[] signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java without HMAC-SHA256", e);
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String header(Notification notification, String name) {
        String value = notification.headers().get(name);
        if (value == null) {
            throw badSignature("it has no " + name);
        }
        return value;
    }

    private static ShopException badSignature(String why) {
        return new ShopException(ShopError.BAD_SIGNATURE, "A notification was dropped: " + why);
    }
}
