package shop.gather.ledger;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import shop.gather.platform.http.ProblemException;

/** Offers a resource as a {@link Csv} document beside JSON. */
public final class CsvAnswers {

    private static final MediaType CSV = MediaType.valueOf(Csv.MEDIA_TYPE);
    private static final List<Variant> FORMS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CSV).build();

    private CsvAnswers() {}

    /** Whether a client prefers the document to JSON; a client that accepts anything gets JSON. */
    public static boolean isAskedFor(Request request) {
        Variant best = request.selectVariant(FORMS);
        return best != null && best.getMediaType().isCompatible(CSV);
    }

    /**
     * Whether a document starts with a byte order mark.
     *
     * @param bom the query parameter of that name; null for none
     * @throws ProblemException INVALID_VALUE unless it is true or false
     */
    public static boolean bom(String bom) {
        if (bom == null || bom.equals("false")) {
            return false;
        }
        if (bom.equals("true")) {
            return true;
        }
        throw ProblemException.invalid("bom must be true or false.");
    }

    /** The answer with a document, as a download. */
    public static Response attachment(String name, Object document) {
        return Response.ok(document, Csv.MEDIA_TYPE + ";charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .build();
    }
}
