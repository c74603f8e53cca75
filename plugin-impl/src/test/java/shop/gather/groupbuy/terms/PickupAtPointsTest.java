package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;

class PickupAtPointsTest {

    private static final PickupPointId POINT = new PickupPointId(new UUID(7, 7));
    private static final Instant NOW = Instant.parse("2026-12-03T10:00:00Z");

    private static FulfilmentPolicy read(String json) {
        return FulfilmentPolicy.KINDS.read(StrictJson.codec().fromJson(json, JsonObject.class));
    }

    @Test
    void theTimeIsRelativeToTheConfirmationOrFixed() {
        PickupAtPoints relative = (PickupAtPoints) read("{\"policy\":\"pickup\",\"readyAfter\":\"P2D\"}");
        assertThat(relative.beginsFor(NOW)).isEqualTo(NOW.plus(Duration.ofDays(2)));
        assertThat(relative.endsFor(NOW)).isEqualTo(NOW.plus(Duration.ofDays(9)));
        assertThat(relative.exchanges()).isEqualTo(Exchanges.WITHDRAW);
        assertThat(relative.allows(POINT)).isTrue();
        PickupAtPoints fixed = (PickupAtPoints) read("{\"policy\":\"pickup\",\"points\":[\"" + POINT
                + "\"],\"from\":\"2027-01-02T08:00:00Z\",\"until\":\"2027-01-05T08:00:00Z\",\"exchanges\":\"KEEP\"}");
        assertThat(fixed.beginsFor(NOW)).isEqualTo(Instant.parse("2027-01-02T08:00:00Z"));
        assertThat(fixed.endsFor(NOW)).isEqualTo(Instant.parse("2027-01-05T08:00:00Z"));
        assertThat(fixed.exchanges()).isEqualTo(Exchanges.KEEP);
        assertThat(fixed.allows(POINT)).isTrue();
        assertThat(fixed.allows(new PickupPointId(new UUID(7, 8)))).isFalse();
    }

    @Test
    void termsAreStoredAndReadAgain() {
        for (PickupAtPoints policy : List.of(
                new PickupAtPoints(List.of(POINT), Duration.ZERO, Duration.ofDays(3), null, null, Exchanges.KEEP),
                new PickupAtPoints(null, null, null, NOW, Instant.parse("2027-02-01T00:00:00Z"), Exchanges.WITHDRAW))) {
            CampaignTerms terms = SomeTerms.collected(policy);
            assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
        }
    }

    @Test
    void collectionCannotEndBeforeTheLastTeam() {
        PickupAtPoints policy = new PickupAtPoints(null, null, null, NOW, Instant.parse("2026-12-31T00:00:00Z"), null);
        assertThatThrownBy(() -> SomeTerms.collected(policy))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("fulfilmentPolicy.until must be after endsAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"policy\":\"pickup\"}",
                "{\"policy\":\"pickup\",\"readyAfter\":\"P91D\"}",
                "{\"policy\":\"pickup\",\"readyAfter\":\"P1D\",\"keptFor\":\"PT1M\"}",
                "{\"policy\":\"pickup\",\"readyAfter\":\"P1D\",\"from\":\"2027-01-02T08:00:00Z\",\"until\":\"2027-01-05T08:00:00Z\"}",
                "{\"policy\":\"pickup\",\"from\":\"2027-01-02T08:00:00Z\"}",
                "{\"policy\":\"pickup\",\"from\":\"2027-01-02T08:00:00Z\",\"until\":\"2027-01-02T08:00:00Z\"}",
                "{\"policy\":\"pickup\",\"readyAfter\":\"P1D\",\"points\":[\"not-an-id\"]}",
                "{\"policy\":\"pickup\",\"readyAfter\":\"P1D\",\"points\":[\"00000000-0000-0007-0000-000000000007\","
                        + "\"00000000-0000-0007-0000-000000000007\"]}"
            })
    void whatCannotBeCollectedIsRefused(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("fulfilmentPolicy");
    }

    @Test
    void theShopDeliversAsBefore() {
        assertThat(read("{\"policy\":\"shop\"}").exchanges()).isEqualTo(Exchanges.WITHDRAW);
        assertThat(read("{\"policy\":\"shop\",\"exchanges\":\"KEEP\"}").exchanges())
                .isEqualTo(Exchanges.KEEP);
        assertThat(read("{\"policy\":\"shop\"}").pickup()).isEmpty();
    }
}
