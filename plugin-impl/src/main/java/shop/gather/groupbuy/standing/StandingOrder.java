package shop.gather.groupbuy.standing;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.place.PlacesTogether.Request;
import shop.gather.groupbuy.place.Wish;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemException;

/**
 * What a member takes in each cycle of a series. It takes part in the cycles that open after it was made, and not while
 * it is paused. Gather takes the places; the member pays for each cycle. Immutable.
 *
 * @param series the campaign with which the series began
 * @param lines at least one, each of another article
 * @param pickupPoint an id as text; null to choose it in each cycle
 * @param pausedUntil null if it is not paused
 */
record StandingOrder(
        StandingOrderId id,
        CampaignId series,
        MemberId member,
        List<Line> lines,
        String pickupPoint,
        Instant pausedUntil,
        Instant createdAt) {

    /** As many articles as a campaign can have. */
    static final int MOST_LINES = 21;

    StandingOrder {
        lines = List.copyOf(lines);
    }

    /**
     * Units of an article.
     *
     * @param variantId the shop's id
     * @param quantity at least 1
     */
    record Line(String variantId, int quantity) {}

    /** Whether it takes part in a cycle that opens at a time. */
    boolean takesPartIn(Instant opens) {
        return !createdAt.isAfter(opens) && (pausedUntil == null || !pausedUntil.isAfter(opens));
    }

    /** The places that it wants in a cycle. Their keys are the same each time, so that each is taken once. */
    List<Request> places(CampaignId cycle) {
        return lines.stream()
                .map(line -> new Request(member, new Wish(line.quantity(), line.variantId()), key(cycle, line)))
                .toList();
    }

    private String key(CampaignId cycle, Line line) {
        return "standing-" + id + "-" + cycle + "-" + lines.indexOf(line);
    }

    static void requireDifferent(List<Line> lines) {
        if (lines.stream().map(Line::variantId).distinct().count() < lines.size()) {
            throw ProblemException.invalid("lines must be different articles.");
        }
    }

    static String write(List<Line> lines) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        lines.forEach(line -> json.add(
                Json.createObjectBuilder().add("variantId", line.variantId()).add("quantity", line.quantity())));
        return json.build().toString();
    }

    static List<Line> read(String lines) {
        return Json.createReader(new StringReader(lines)).readArray().getValuesAs(JsonObject.class).stream()
                .map(line -> new Line(line.getString("variantId"), line.getInt("quantity")))
                .toList();
    }
}
