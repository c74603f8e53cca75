package shop.sample.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes HTML with all entered text escaped. */
final class Html {

    private static final String STYLE =
            "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#222}"
                    + ".price{font-size:1.6rem;font-weight:700;margin:0}"
                    + ".note{color:#666;font-size:.9rem;border-top:1px solid #ddd;padding-top:1rem}"
                    + ".click{background:#eef6ee;padding:.8rem;border-radius:.4rem;overflow-wrap:anywhere}";

    /** So that nobody takes the shop for one that sells. */
    static final String NOTE =
            "<p class=\"note\">A sample shop for demos and tests: nothing is sold here and no money moves.</p>";

    private Html() {}

    static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\"><title>" + text(title) + "</title><style>" + STYLE
                + "</style></head><body><h1>" + text(title) + "</h1>" + body + "</body></html>";
    }

    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String query(String raw) {
        return URLEncoder.encode(raw, StandardCharsets.UTF_8);
    }
}
