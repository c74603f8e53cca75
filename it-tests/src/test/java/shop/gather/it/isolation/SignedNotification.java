package shop.gather.it.isolation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as the sample shop does: Standard Webhooks, written once more from the specification. */
public final class SignedNotification {

    private SignedNotification() {}

    /** The headers with which a shop with this secret sends a body at an instant. */
    public static Map<String, String> headers(String secret, String body, Instant sentAt) {
        String id = "msg_" + UUID.randomUUID();
        String timestamp = Long.toString(sentAt.getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            byte[] signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "webhook-id", id,
                    "webhook-timestamp", timestamp,
                    "webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
