package shop.gather.it.isolation;

import java.time.Duration;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Store;

/** What a {@link World} has of campaigns that repeat. */
final class SeriesWorld {

    private SeriesWorld() {}

    static void in(Store store, Map<String, String> ids, Map<String, Api> callers) {
        String campaign = store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2));
        ids.put("repeating", campaign);
        store.owner().put("/api/v1/campaigns/" + campaign + "/series", SeriesMatrix.daily());
    }
}
