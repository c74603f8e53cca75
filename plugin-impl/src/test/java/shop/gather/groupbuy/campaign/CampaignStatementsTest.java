package shop.gather.groupbuy.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.StoreId;
import shop.gather.spi.VariantSnapshot;

/** How many statements each step of a campaign sends to the database. */
class CampaignStatementsTest {

    @OnBothDatabases
    void aCampaignCostsTheseStatements(StoreDatabase database) {
        StoreId store = database.store();
        Campaigns campaigns = database.bean(Campaigns.class);
        CampaignPlan plan = new CampaignPlan("Tea", "tea", SomeTerms.team("EUR 10.00", 2));
        Campaigns.Article article = new Campaigns.Article(
                new VariantSnapshot("tea", "1", "Tea", null, Money.parse("EUR 12.99"), OptionalInt.empty(), true),
                "https://shop.example/tea");
        CampaignId[] made = new CampaignId[1];
        Map<String, Integer> costs = new LinkedHashMap<>();
        costs.put(
                "create",
                database.statementsOf(() -> made[0] = database.transactions().inStore(store, () -> campaigns
                        .create(store, plan, article, "owner:test")
                        .id())));
        CampaignId id = made[0];
        costs.put("offer", database.statementsOf(() -> campaigns.offer(store, id)));
        costs.put("page", database.statementsOf(() -> campaigns.page(store, null, 50)));
        CampaignPlan other = new CampaignPlan("Another name", plan.variantId(), plan.terms());
        costs.put("change", database.statementsOf(() -> database.transactions()
                .inStore(store, () -> campaigns.change(store, campaigns.get(id), other, article))));
        costs.put("change nothing", database.statementsOf(() -> database.transactions()
                .inStore(store, () -> campaigns.change(store, campaigns.get(id), other, article))));
        costs.put("close", database.statementsOf(() -> campaigns.close(store, id, "owner:test")));
        costs.put("close again", database.statementsOf(() -> campaigns.close(store, id, "owner:test")));
        assertThat(costs)
                .hasToString("{create=6, offer=1, page=1, change=5, change nothing=2, close=4, close again=2}");
    }
}
