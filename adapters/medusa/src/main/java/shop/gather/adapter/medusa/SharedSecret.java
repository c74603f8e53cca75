package shop.gather.adapter.medusa;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** The secret that Gather and its subscriber in the shop both hold. {@code whsec_} and base64 as Standard Webhooks write it, or plain text. */
final class SharedSecret {

    private static final int MINIMUM_LENGTH = 24;
    private static final String STANDARD_PREFIX = "whsec_";

    private final byte[] key;

    private SharedSecret(byte[] key) {
        this.key = key;
    }

    static SharedSecret of(String text) {
        if (text.length() < MINIMUM_LENGTH) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, "notificationSecret needs at least " + MINIMUM_LENGTH + " characters");
        }
        if (!text.startsWith(STANDARD_PREFIX)) {
            return new SharedSecret(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return new SharedSecret(Base64.getDecoder().decode(text.substring(STANDARD_PREFIX.length())));
        } catch (IllegalArgumentException notBase64) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, "notificationSecret starts with whsec_ but is not base64", notBase64);
        }
    }

    byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** Whether a text is the signature, in the encoding given; takes the same time however much of it is right. */
    static boolean same(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** The first bytes of a digest, for names that must be short and the same every time. */
    static String digest(String text, int bytes) {
        try {
            byte[] full = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            byte[] head = new byte[bytes];
            System.arraycopy(full, 0, head, 0, bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(head);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
