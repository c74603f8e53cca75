package shop.gather.groupbuy.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.place.PlacesTogether.Request;
import shop.gather.groupbuy.standing.StandingOrder.Line;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;

/** In which cycles a standing order takes part. */
class StandingOrderTest {

    private static final Instant MADE = Instant.parse("2026-12-01T10:00:00Z");

    private static StandingOrder order(Instant pausedUntil) {
        return new StandingOrder(
                new StandingOrderId(Ids.next()),
                new CampaignId(Ids.next()),
                new MemberId(Ids.next()),
                List.of(new Line("tea", 2), new Line("eggs", 1)),
                null,
                pausedUntil,
                MADE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T09:59:59Z, , false",
        "2026-12-01T10:00:00Z, , true",
        "2026-12-20T10:00:00Z, , true",
        "2026-12-20T10:00:00Z, 2026-12-20T10:00:01Z, false",
        "2026-12-20T10:00:00Z, 2026-12-20T10:00:00Z, true",
        "2026-12-20T10:00:00Z, 9999-01-01T00:00:00Z, false"
    })
    void itTakesPartInCyclesThatOpenAfterItWasMadeAndOutsideOfAPause(
            Instant opens, Instant pausedUntil, boolean takes) {
        assertThat(order(pausedUntil).takesPartIn(opens)).isEqualTo(takes);
    }

    @Test
    void theKeysOfItsPlacesAreTheSameEachTimeAndDifferentInEachCycle() {
        StandingOrder order = order(null);
        CampaignId cycle = new CampaignId(Ids.next());
        assertThat(order.places(cycle)).isEqualTo(order.places(cycle));
        assertThat(order.places(cycle))
                .extracting(Request::key)
                .doesNotHaveDuplicates()
                .allMatch(key -> key.length() <= 100);
        assertThat(order.places(new CampaignId(Ids.next())))
                .extracting(Request::key)
                .doesNotContainAnyElementsOf(
                        order.places(cycle).stream().map(Request::key).toList());
    }

    @Test
    void itsLinesAreReadAsTheyWereWritten() {
        List<Line> lines = List.of(new Line("tea \"green\"", 2), new Line("鸡蛋", 30));
        assertThat(StandingOrder.read(StandingOrder.write(lines))).isEqualTo(lines);
    }
}
