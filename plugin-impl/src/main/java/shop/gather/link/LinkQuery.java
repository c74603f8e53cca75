package shop.gather.link;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The query of a visit: the visitor's consent to tracking, and the parameters of the shop's own statistics, which are
 * passed on to the shop. Everything else is dropped. Values are decoded and encoded again, so that none can change the
 * link's target.
 *
 * @param consent whether it contains {@code consent=1}
 * @param campaign names and decoded values of the parameters to pass on
 */
record LinkQuery(boolean consent, Map<String, String> campaign) {

    private static final LinkQuery NONE = new LinkQuery(false, Map.of());

    /** UTM parameters, as read by Google Analytics, Matomo and others. */
    private static final Pattern UTM = Pattern.compile("utm_[a-z0-9_]{1,30}");

    /** Click ids that advertising networks append; without them their reports miss the sale. */
    private static final Set<String> CLICK_IDS = Set.of(
            "gclid",
            "gbraid",
            "wbraid",
            "dclid",
            "gad_source",
            "fbclid",
            "msclkid",
            "ttclid",
            "twclid",
            "li_fat_id",
            "yclid",
            "epik",
            "rdt_cid",
            "sccid");

    private static final int LONGEST_QUERY = 8_000;
    private static final int MOST_PARAMETERS = 20;
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_PASSED_ON = 2_000;

    /** @param raw the query as it was sent; null if there is none */
    static LinkQuery of(String raw) {
        if (raw == null || raw.isEmpty() || raw.length() > LONGEST_QUERY) {
            return NONE;
        }
        boolean consent = false;
        Map<String, String> campaign = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (name.equals("consent")) {
                consent |= value.equals("1");
            } else if (campaign.size() < MOST_PARAMETERS && isCampaign(name)) {
                String decoded = decoded(value);
                if (decoded != null) {
                    campaign.putIfAbsent(name, decoded);
                }
            }
        }
        return new LinkQuery(consent, campaign);
    }

    /**
     * The text to append to the shop's address: each parameter with a leading {@code &}; may be empty.
     *
     * @param taken the parameter names that the address already contains; they are not overwritten
     */
    String passedOn(Set<String> taken) {
        if (campaign.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        campaign.forEach((name, value) -> {
            String parameter = "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
            if (!taken.contains(name) && text.length() + parameter.length() <= LONGEST_PASSED_ON) {
                text.append(parameter);
            }
        });
        return text.toString();
    }

    private static boolean isCampaign(String name) {
        return CLICK_IDS.contains(name) || UTM.matcher(name).matches();
    }

    /** Null if it cannot be passed on. */
    private static String decoded(String value) {
        try {
            String decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
            boolean clean = decoded.length() <= LONGEST_VALUE && decoded.chars().noneMatch(Character::isISOControl);
            return clean ? decoded : null;
        } catch (IllegalArgumentException garbled) {
            return null;
        }
    }
}
