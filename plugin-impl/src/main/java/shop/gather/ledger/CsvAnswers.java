package shop.gather.ledger;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** Offers a resource as a {@link Csv} document beside JSON. */
public final class CsvAnswers {

    private static final MediaType CSV = MediaType.valueOf(Csv.MEDIA_TYPE);
    private static final List<Variant> FORMS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CSV).build();

    private CsvAnswers() {}

    /** Whether a client prefers the document to JSON; who takes anything gets JSON. */
    public static boolean isAskedFor(Request request) {
        Variant best = request.selectVariant(FORMS);
        return best != null && best.getMediaType().isCompatible(CSV);
    }

    /** The answer that carries a document, as a file to keep. */
    public static Response attachment(String name, Object document) {
        return Response.ok(document, Csv.MEDIA_TYPE + ";charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .build();
    }
}
