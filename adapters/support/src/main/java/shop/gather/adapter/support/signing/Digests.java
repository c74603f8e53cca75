package shop.gather.adapter.support.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The first bytes of a text's SHA-256, for names that must be short and reproducible. They contain no secret: anybody
 * can compute them.
 */
public final class Digests {

    private Digests() {}

    /** As lower-case hexadecimal digits, two for each byte. */
    public static String hex(String text, int bytes) {
        return HexFormat.of().formatHex(head(text, bytes));
    }

    /** As URL-safe base64, without padding. */
    public static String base64(String text, int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(head(text, bytes));
    }

    private static byte[] head(String text, int bytes) {
        try {
            byte[] full = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(full, bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
