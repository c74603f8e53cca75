package shop.gather.groupbuy.team;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.presale.opening.Openings;
import shop.gather.groupbuy.pricing.Admissions;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.VariantSnapshot;

/** A presale of an article that the shop sells at EUR 12.99, on two nodes; its buyers, and what opens its payment. */
final class APresale {

    static final ReserveThenPay BY_THE_OWNER = new ReserveThenPay(Duration.ofHours(2), null, null, null);
    static final ReserveThenPay AT_THREE_UNITS = new ReserveThenPay(Duration.ofHours(2), null, 3, null);

    final RunningCampaign campaign;
    final Openings openings;

    APresale(StoreDatabase shared, ReserveThenPay payment) {
        this(shared, SomeTerms.presale(payment, 5, new StockPolicy.ShopStock()));
    }

    APresale(StoreDatabase shared, CampaignTerms terms) {
        campaign = new RunningCampaign(shared, terms).connected();
        campaign.database.with(BuyerAdmission.class, campaign.database.bean(Admissions.class));
        openings = new Openings(campaign.database, campaign.id());
        sellsAt("EUR 12.99");
    }

    void sellsAt(String price) {
        ScriptedAdapter.sells(
                "tea",
                () -> Optional.of(
                        new VariantSnapshot("tea", "1", "Tea", "", Money.parse(price), OptionalInt.of(40), true)));
    }

    Participation reserves(MemberId member, int units) {
        return campaign.opens(campaign.database, member, new Wish(units, null));
    }

    Participation now(Participation place) {
        return campaign.database
                .bean(Participations.class)
                .find(campaign.store, place.id())
                .orElseThrow();
    }

    Team team() {
        return campaign.database
                .bean(Teams.class)
                .find(campaign.store, new TeamId(campaign.id().value()))
                .orElseThrow();
    }

    List<String> told(MemberId member) {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .list(
                        campaign.store,
                        "select kind from message where store_id = :store and member_id = ? order by id",
                        row -> row.getString("kind"),
                        member));
    }

    long count(String where) {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .first(campaign.store, "select count(*) as n from " + where, row -> row.getLong("n"))
                .orElseThrow());
    }
}
