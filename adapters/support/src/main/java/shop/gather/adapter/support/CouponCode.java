package shop.gather.adapter.support;

import java.util.Locale;
import java.util.regex.Pattern;
import shop.gather.adapter.support.signing.Digests;

/** The code of the promotion that Gather makes for an offer. */
public final class CouponCode {

    private static final String PREFIX = "GATHER";
    private static final Pattern OURS = Pattern.compile(PREFIX + "[A-Z2-9]+");

    private CouponCode() {}

    /** The code for a key; always the same, so that a repeated command finds the promotion. */
    public static String of(String key) {
        String digest = Digests.base64("coupon " + key, 18).toUpperCase(Locale.ROOT);
        return PREFIX + digest.replaceAll("[^A-Z2-9]", "");
    }

    /** Whether a code has the form of Gather's codes: no command may change a promotion of the owner. */
    public static boolean isOurs(String code) {
        return OURS.matcher(code).matches();
    }
}
