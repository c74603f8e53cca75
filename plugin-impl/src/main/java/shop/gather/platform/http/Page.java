package shop.gather.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import shop.gather.platform.Ids;

/**
 * One page of a list, newest first.
 *
 * @param next hand it back as {@code cursor} for the next page; null on the last one
 */
public record Page<T>(List<T> items, String next) {

    public static final int DEFAULT_LIMIT = 50;

    /** Ids are ordered by time, so a page continues below the last id that was shown. */
    public static final UUID START = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /**
     * Cuts a page out of one row more than was asked for.
     *
     * @param rows at most {@code limit + 1}
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, UUID> id, Function<R, T> view) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = more ? encode(id.apply(shown.get(limit - 1))) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    /** The id below which a page starts. */
    public static UUID before(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return START;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            return Ids.parse(text).orElseThrow(() -> ProblemException.invalid("cursor is not one of ours."));
        } catch (IllegalArgumentException garbled) {
            throw ProblemException.invalid("cursor is not one of ours.");
        }
    }

    /** How many items were asked for: 1 to 200, 50 by default. */
    public static int limit(Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > 200) {
            throw ProblemException.invalid("limit must be from 1 to 200.");
        }
        return asked;
    }

    private static String encode(UUID id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
