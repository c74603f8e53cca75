package shop.gather.shop.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import shop.gather.ledger.StoreDatabase;

/** Lets a shop's clock be measured, as an answer of the shop does. */
public final class MeasuredClock {

    private MeasuredClock() {}

    /** @param ahead negative for a clock that is behind */
    public static void of(StoreDatabase database, Duration ahead) {
        Instant now = Instant.now();
        database.bean(ShopClocks.class)
                .measure(
                        database.store(),
                        now,
                        now,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                now.plus(ahead).atZone(ZoneOffset.UTC)));
    }
}
