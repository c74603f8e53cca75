package shop.gather.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Recognises an e-mail address without telling it: SHA-256, in lower-case hexadecimal digits, of the address in UTF-8,
 * in lower case and without spaces around it. An address can be tried out against its hash, so Gather compares hashes
 * and does not keep them.
 *
 * @since 2.0
 */
public final class EmailHash {

    private EmailHash() {}

    /** The hash of an address, 64 digits. */
    public static String of(String email) {
        String normal = email.strip().toLowerCase(Locale.ROOT);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
