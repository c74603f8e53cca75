package shop.gather.platform.http;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Answers that a browser may keep for a while: with an ETag of their content, and without a body if the client has this
 * content already (RFC 9110, section 13.1.2).
 *
 * <p>They are private, although each visitor of a store gets the same: all stores have the same addresses and only the
 * key in {@code Authorization} tells them apart, so that a shared cache that ignores {@code Vary} would show one store's
 * content in another store.
 */
public final class CachedAnswer {

    /** Of the content's SHA-256. */
    private static final int TAG_BYTES = 16;

    private CachedAnswer() {}

    /**
     * Answers 200 with the content, or 304 without it.
     *
     * @param content a record whose {@code toString} names every value that is sent
     * @param maxAge how long a browser may show it without asking again
     * @param ifNoneMatch the request's header; null for none
     */
    public static Response of(Record content, Duration maxAge, String ifNoneMatch) {
        return of(content.toString(), () -> content, maxAge, ifNoneMatch);
    }

    /**
     * Answers 200 with the content, or 304 without making it.
     *
     * @param identity a text that differs whenever the content differs
     * @param maxAge how long a browser may show it without asking again
     * @param ifNoneMatch the request's header; null for none
     */
    public static Response of(String identity, Supplier<?> content, Duration maxAge, String ifNoneMatch) {
        // Weak: another release may write the same content in another form.
        EntityTag tag = new EntityTag(digest(identity), true);
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setNoTransform(false);
        cache.setMaxAge((int) maxAge.toSeconds());
        Response.ResponseBuilder answer = matches(ifNoneMatch, tag.getValue())
                ? Response.status(Response.Status.NOT_MODIFIED)
                : Response.ok(content.get());
        return answer.tag(tag)
                .cacheControl(cache)
                .header("Vary", "Authorization")
                .build();
    }

    /** Weak comparison with each tag of the list. A client that sends something else gets the content. */
    static boolean matches(String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(each ->
                                each.equals("*") || each.replaceFirst("^W/", "").equals("\"" + tag + "\""));
    }

    private static String digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
