package shop.gather.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes keys of commands as the contract allows them: the kind of command before it, because the shop knows all keys
 * in one list, and {@code ~} with two digits for each byte that may not stand in a signature's id. Readable for what
 * Gather really uses.
 */
enum Keys {
    CAPTURE,
    CANCEL,
    LINE,
    REFUND,
    CREDIT,
    OFFER,
    ADMIT,
    REVOKE,
    CLOSE;

    private static final Pattern ESCAPE = Pattern.compile("~([0-9A-F]{2})");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String prefix = name().toLowerCase(Locale.ROOT) + ":";

    /** The key at the shop. */
    String of(String key) {
        StringBuilder written = new StringBuilder(prefix);
        for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each == '-' || each == '_' || each == ':' || (each > 0 && Character.isLetterOrDigit(each));
            written.append(plain ? Character.toString(each) : "~" + HEX.toHexDigits(each));
        }
        return written.toString();
    }

    /** Gather's own key; empty if the key at the shop is of another kind or origin. */
    Optional<String> original(String keyAtShop) {
        if (!keyAtShop.startsWith(prefix)) {
            return Optional.empty();
        }
        String latin = ESCAPE.matcher(keyAtShop.substring(prefix.length()))
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(HexFormat.fromHexDigits(match.group(1)))));
        return Optional.of(new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
