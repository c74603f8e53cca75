package shop.gather.groupbuy.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** Terms of campaigns for tests: they run all of December 2026, payments are authorized, and holds last 15 minutes. */
public final class SomeTerms {

    private SomeTerms() {}

    /** As the owner sends it without policies: one price, and teams that must fill. */
    public static CampaignTerms team(String price, int size) {
        return with(groupPrice(price), fullTeam(size));
    }

    public static CampaignTerms with(PricePolicy price, TeamPolicy team) {
        return with(price, team, Exchanges.WITHDRAW);
    }

    public static CampaignTerms with(PricePolicy price, TeamPolicy team, Exchanges exchanges) {
        return CampaignTerms.of(
                price,
                team,
                new QuantityPolicy.OneUnit(),
                new Everyone(),
                new StockPolicy.ShopStock(),
                new SchedulePolicy.Period(Instant.parse("2026-12-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z")),
                new PaymentPolicy.Authorize(Duration.ofMinutes(15), Duration.ofHours(24)),
                new FulfilmentPolicy.ByShop(exchanges));
    }

    public static CampaignTerms with(PricePolicy price, TeamPolicy team, QuantityPolicy quantity) {
        CampaignTerms simple = team(price.atCheckout().toString(), 2);
        return CampaignTerms.of(
                price,
                team,
                quantity,
                simple.eligibility(),
                simple.stock(),
                simple.schedule(),
                simple.payment(),
                simple.fulfilment());
    }

    /** As {@link #team}, for certain buyers, with so many units. */
    public static CampaignTerms team(String price, int size, EligibilityPolicy eligibility, StockPolicy stock) {
        CampaignTerms simple = team(price, size);
        return CampaignTerms.of(
                simple.price(),
                simple.team(),
                simple.quantity(),
                eligibility,
                stock,
                simple.schedule(),
                simple.payment(),
                simple.fulfilment());
    }

    /** The same terms, but buyers take so many units. */
    public static CampaignTerms with(QuantityPolicy quantity, CampaignTerms terms) {
        return with(quantity, terms.stock(), terms);
    }

    /** The same terms, but buyers take so many units of those that the campaign sells. */
    public static CampaignTerms with(QuantityPolicy quantity, StockPolicy stock, CampaignTerms terms) {
        return CampaignTerms.of(
                terms.price(),
                terms.team(),
                quantity,
                terms.eligibility(),
                stock,
                terms.schedule(),
                terms.payment(),
                terms.fulfilment());
    }

    /** A team of two whose buyers collect what they have bought. */
    public static CampaignTerms collected(FulfilmentPolicy fulfilment) {
        CampaignTerms simple = team("EUR 10.00", 2);
        return CampaignTerms.of(
                simple.price(),
                simple.team(),
                simple.quantity(),
                simple.eligibility(),
                simple.stock(),
                simple.schedule(),
                simple.payment(),
                fulfilment);
    }

    /** The same terms, but the shop takes the money at the checkout. */
    public static CampaignTerms paidAtOnce(CampaignTerms terms) {
        return CampaignTerms.of(
                terms.price(),
                terms.team(),
                terms.quantity(),
                terms.eligibility(),
                terms.stock(),
                terms.schedule(),
                new PaymentPolicy.AtOnce(Duration.ofMinutes(15), Duration.ofHours(24)),
                terms.fulfilment());
    }

    /** All buyers are in one team, at EUR 10.00 for the main article. */
    public static CampaignTerms groupOrder(GroupOrder team, QuantityPolicy quantity) {
        CampaignTerms simple = paidAtOnce(team("EUR 10.00", 2));
        return CampaignTerms.of(
                simple.price(),
                team,
                quantity,
                simple.eligibility(),
                simple.stock(),
                simple.schedule(),
                simple.payment(),
                simple.fulfilment());
    }

    /** A presale: buyers take up to five units each, and at least so many units must be paid. */
    public static CampaignTerms presale(ReserveThenPay payment, int minimumUnits, StockPolicy stock) {
        CampaignTerms simple = team("EUR 10.00", 2);
        return CampaignTerms.of(
                simple.price(),
                new GroupOrder(minimumUnits, 100, null),
                new UpTo(5, null),
                simple.eligibility(),
                stock,
                simple.schedule(),
                payment,
                simple.fulfilment());
    }

    /** Two members pay the first price, and from so many members on everyone pays the second. */
    public static PricePolicy tiers(String first, int members, String second) {
        return new TieredPrice(List.of(
                TieredPrice.Tier.ofMembers(2, Money.parse(first)),
                TieredPrice.Tier.ofMembers(members, Money.parse(second))));
    }

    public static PricePolicy groupPrice(String price) {
        return new GroupPrice(Money.parse(price));
    }

    public static TeamPolicy fullTeam(int size) {
        return new FullTeam(size, Duration.ofHours(24));
    }

    public static TeamPolicy minimumTeam(int minimum, int size) {
        return minimumTeam(minimum, size, Duration.ofHours(24));
    }

    public static TeamPolicy minimumTeam(int minimum, int size, Duration duration) {
        return new MinimumTeam(minimum, size, duration);
    }
}
