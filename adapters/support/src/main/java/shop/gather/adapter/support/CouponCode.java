package shop.gather.adapter.support;

import java.util.Locale;
import java.util.regex.Pattern;
import shop.gather.adapter.support.signing.Digests;

/** The code of the promotion that Gather makes for an offer. */
public final class CouponCode {

    private static final String PREFIX = "GATHER";
    private static final Pattern OURS = Pattern.compile(PREFIX + "[A-Z2-9]+");

    private CouponCode() {}

    /** The same code for the same key, so that a repeated command finds the promotion. */
    public static String of(String key) {
        String digest = Digests.base64("coupon " + key, 18).toUpperCase(Locale.ROOT);
        return PREFIX + digest.replaceAll("[^A-Z2-9]", "");
    }

    /** Whether a code may be one of Gather's: no command may touch a promotion of the owner. */
    public static boolean isOurs(String code) {
        return OURS.matcher(code).matches();
    }
}
