package shop.gather.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes keys of commands for the contract. The kind of command is put before the key, because the shop has one list
 * of all keys. Each byte that is not allowed in a signature's id becomes {@code ~} with two digits. The keys that
 * Gather uses stay readable.
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

    /** Gather's own key; empty if the key at the shop has another kind or origin. */
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
