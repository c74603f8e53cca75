package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import shop.gather.it.fixture.Store;

/** A team as its owner reads it: its counters, and the places that they must equal. */
record TeamOfPlaces(String id, String state, int size, int held, int paid, int units, List<JsonObject> places) {

    static TeamOfPlaces of(Store store, String id) {
        JsonObject details = store.team(id);
        JsonObject team = details.getJsonObject("team");
        return new TeamOfPlaces(
                id,
                team.getString("state"),
                team.getInt("size"),
                team.getInt("held"),
                team.getInt("paid"),
                team.getInt("unitsPaid"),
                details.getJsonArray("places").getValuesAs(JsonObject.class));
    }

    boolean ended() {
        return Set.of("SUCCEEDED", "FAILED").contains(state);
    }

    /** Whether every place has come to its end: no money is still on its way back. */
    boolean settled() {
        return ended() && count("HELD", "PAID", "FAILED", "LATE", "LEFT", "NOT_DRAWN", "CASE_NOT_FILLED") == 0;
    }

    int count(String... states) {
        return (int) places.stream()
                .filter(place -> Set.of(states).contains(place.getString("state")))
                .count();
    }

    /** Counters equal rows, no place is taken twice and none beyond the size. */
    void mustAddUp() {
        assertThat(held).as("held of %s", this).isEqualTo(count("HELD"));
        assertThat(paid).as("paid of %s", this).isEqualTo(count("PAID", "CONFIRMED"));
        assertThat(units)
                .as("units paid of %s", this)
                .isEqualTo(places.stream()
                        .filter(place -> Set.of("PAID", "CONFIRMED").contains(place.getString("state")))
                        .mapToInt(place -> place.getInt("unitsPaid"))
                        .sum());
        assertThat(held + paid).as("places taken of %s", this).isLessThanOrEqualTo(size);
        assertThat(places.stream()
                        .filter(place -> Set.of("HELD", "PAID", "CONFIRMED").contains(place.getString("state")))
                        .map(place -> place.getString("member") + " " + place.getString("variantId", "")))
                .as("members and articles of %s", this)
                .doesNotHaveDuplicates();
    }
}
