package shop.gather.platform.http;

import jakarta.json.JsonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import shop.gather.platform.memory.JsonLimits;
import shop.gather.platform.memory.MemoryBudget;
import shop.gather.platform.memory.MemoryBudgets;

/** The body of a request, measured before it is used. */
public final class ReceivedText {

    /** The request attribute with the memory claim of a body that is large or arrived slowly. */
    public static final String CLAIM = "shop.gather.claim";

    /** The largest order that a shop sends has a few thousand values. */
    static final JsonLimits LIMITS = new JsonLimits(64, 20_000);

    private static final int BYTES_HELD = 3;

    private ReceivedText() {}

    /**
     * The body of a servlet's request as text, in the charset of its Content-Type or in UTF-8. The text may be anything;
     * only if it is JSON, its values are counted, because its reader will make an object of each.
     *
     * @throws ProblemException MALFORMED_BODY if it holds too many values, NO_CAPACITY if there is no memory for it
     * @throws java.nio.charset.UnsupportedCharsetException if the charset is unknown
     */
    public static String of(HttpServletRequest request) throws IOException {
        Charset charset = request.getCharacterEncoding() == null
                ? StandardCharsets.UTF_8
                : Charset.forName(request.getCharacterEncoding());
        byte[] body = request.getInputStream().readAllBytes();
        Object claim = request.getAttribute(CLAIM);
        reserve(claim, needed(body, valuesIfJson(body)));
        String text = new String(body, charset);
        reserve(claim, 2L * body.length);
        return text;
    }

    /** The memory that a body needs while it is read. */
    static long needed(byte[] body, int values) {
        return (long) BYTES_HELD * body.length + (long) MemoryBudgets.BYTES_PER_VALUE * values;
    }

    /** @throws JsonException if the body is not JSON */
    static int values(byte[] body) {
        if (body.length == 0) {
            return 0;
        }
        try {
            return LIMITS.count(new ByteArrayInputStream(body));
        } catch (JsonLimits.Exceeded tooMuch) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "The JSON is not accepted. " + tooMuch.getMessage());
        } catch (JsonException garbled) {
            throw garbled;
        } catch (RuntimeException garbled) {
            throw new JsonException("the body cannot be read", garbled);
        }
    }

    private static int valuesIfJson(byte[] body) {
        try {
            return values(body);
        } catch (JsonException noJson) {
            return 0;
        }
    }

    /** @param claim null for a body that needs none */
    static void reserve(Object claim, long bytes) {
        if (claim instanceof MemoryBudget.Claim held && !held.resize(bytes)) {
            throw new ProblemException(
                    ProblemCode.NO_CAPACITY,
                    "The server has no memory for this body now. Send it again in a moment.",
                    Duration.ofSeconds(1));
        }
    }
}
