package shop.gather.platform;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Short codes that people read, type and print: lower-case letters and digits, without characters that look alike.
 * Thread-safe.
 */
public final class Codes {

    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /** A random code that can only be guessed by trial; each character has almost 5 bits. */
    public static String random(int length) {
        byte[] bits = new byte[length];
        RANDOM.nextBytes(bits);
        return of(bits, length);
    }

    /** The code for these bits; the same bits give the same code. */
    public static String of(byte[] bits, int length) {
        BigInteger rest = new BigInteger(1, bits);
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            BigInteger[] next = rest.divideAndRemainder(BASE);
            code.append(ALPHABET.charAt(next[1].intValue()));
            rest = next[0];
        }
        return code.toString();
    }

    /** Whether a text has the form of a code of this length, so that other texts need not be looked up. */
    public static boolean isCode(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Converts a code as typed to its canonical form. */
    public static String typed(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
