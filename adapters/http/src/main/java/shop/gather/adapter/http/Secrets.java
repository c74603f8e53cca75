package shop.gather.adapter.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * What Gather and the shop both hold and sign with, as Standard Webhooks say: normally one secret, two while it is changed. Everything is signed with each, and
 * one signature that matches is enough, so that the two sides need not change at the same moment.
 */
final class Secrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_SECRETS = 5;

    private final List<byte[]> keys;

    private Secrets(List<byte[]> keys) {
        this.keys = keys;
    }

    static Secrets of(String text) {
        List<byte[]> keys =
                Arrays.stream(text.strip().split("\\s+")).map(Secrets::key).toList();
        if (keys.size() > MOST_SECRETS) {
            throw misconfigured("holds too many secrets", null);
        }
        return new Secrets(keys);
    }

    /** The value of the header {@code webhook-signature}. */
    String signatures(String id, String timestamp, String payload) {
        return keys.stream()
                .map(key -> VERSION + Base64.getEncoder().encodeToString(hmac(key, content(id, timestamp, payload))))
                .collect(Collectors.joining(" "));
    }

    /** Whether one of the signatures in the header is one of ours; takes the same time however much of it is right. */
    boolean match(String id, String timestamp, String payload, String header) {
        String expected = signatures(id, timestamp, payload);
        return Arrays.stream(header.split(" ")).anyMatch(presented -> Arrays.stream(expected.split(" "))
                .anyMatch(ours -> MessageDigest.isEqual(
                        ours.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8))));
    }

    private static String content(String id, String timestamp, String payload) {
        return String.join(".", id, timestamp, payload);
    }

    private static byte[] key(String secret) {
        try {
            byte[] key =
                    Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
            if (key.length >= LEAST_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            throw misconfigured("is not whsec_ and base64", notBase64);
        }
        throw misconfigured("needs at least " + LEAST_BYTES + " bytes, in base64 after whsec_", null);
    }

    private static ShopException misconfigured(String what, Throwable cause) {
        return new ShopException(ShopError.MISCONFIGURED, "the setting " + HttpAdapter.SECRET + " " + what, cause);
    }

    private static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
