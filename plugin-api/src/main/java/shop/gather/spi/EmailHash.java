package shop.gather.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Identifies an e-mail address without disclosing it: SHA-256 of the address in UTF-8, in lower case and without
 * surrounding white space, written as lower-case hexadecimal digits. An address can be guessed from its hash by trial,
 * so Gather compares hashes and does not store them.
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
