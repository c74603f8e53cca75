package shop.gather.groupbuy.team;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.terms.AloneTeam;
import shop.gather.groupbuy.terms.Basket;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.Exchanges;
import shop.gather.groupbuy.terms.FulfilmentPolicy;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.HelpedPrice;
import shop.gather.groupbuy.terms.LatePolicy;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.PaymentPolicy;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.QuantityPolicy;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.groupbuy.terms.TeamPolicy;
import shop.gather.groupbuy.terms.TieredPrice;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.platform.http.ProblemException;

/**
 * What may happen to the teams of a campaign, in any order, under terms of any combination.
 *
 * @param terms any combination of policies that an owner could publish
 * @param by whether the checkout charges the group price
 * @param shopGivesBack whether the shop can refund and cancel lines by itself
 */
record TeamHistory(CampaignTerms terms, PriceBy by, boolean shopGivesBack, List<Step> steps) {

    /** A second article of some campaigns. */
    static final String MUG = "mug";

    private static final HelpedPrice HELPED = new HelpedPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.33"), 3);

    /** What a unit weighs where buyers pay by weight. */
    static final int GRAMS = 700;

    enum Deed {
        JOIN,
        /** The buyer joins and pays, and Gather hears of it. */
        BUY,
        /** The buyer pays for a place at the shop; Gather need not hear of it. */
        PAY,
        PAY_FOR_FEWER_UNITS,
        PAY_AGAIN,
        LEAVE,
        /** A member helps the buyer of a team. */
        HELP,
        CHANGE_QUANTITY,
        /** Gather reads an order, perhaps not for the first time. */
        HEAR,
        HOLDS_END,
        DEADLINE,
        CANCEL_TEAM,
        ACCEPT_SHORT,
        /** It is recorded what was delivered for a place. */
        DELIVER,
        /** The shop carries out one command. */
        ACT,
        /** The shop carries out one command, and its answer is lost. */
        ACT_UNHEARD,
        /** The bank declines the next capture. */
        DECLINE,
        CANCEL_IN_SHOP,
        REFUND_IN_SHOP,
        SHOP_AWAY,
        SHOP_BACK,
        RESTART
    }

    /** @param number read by each deed in its own way */
    record Step(Deed deed, int buyer, int number) {}

    /** From 10 steps to 40; joining and paying often, so that teams fill. */
    static Arbitrary<TeamHistory> any() {
        Arbitrary<List<Step>> steps = Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(14, Deed.BUY),
                                Tuple.of(9, Deed.JOIN),
                                Tuple.of(8, Deed.PAY),
                                Tuple.of(1, Deed.PAY_FOR_FEWER_UNITS),
                                Tuple.of(1, Deed.PAY_AGAIN),
                                Tuple.of(2, Deed.LEAVE),
                                Tuple.of(4, Deed.HELP),
                                Tuple.of(2, Deed.CHANGE_QUANTITY),
                                Tuple.of(7, Deed.HEAR),
                                Tuple.of(1, Deed.HOLDS_END),
                                Tuple.of(1, Deed.DEADLINE),
                                Tuple.of(1, Deed.CANCEL_TEAM),
                                Tuple.of(1, Deed.ACCEPT_SHORT),
                                Tuple.of(3, Deed.DELIVER),
                                Tuple.of(5, Deed.ACT),
                                Tuple.of(2, Deed.ACT_UNHEARD),
                                Tuple.of(1, Deed.DECLINE),
                                Tuple.of(1, Deed.CANCEL_IN_SHOP),
                                Tuple.of(1, Deed.REFUND_IN_SHOP),
                                Tuple.of(1, Deed.SHOP_AWAY),
                                Tuple.of(2, Deed.SHOP_BACK),
                                Tuple.of(1, Deed.RESTART)),
                        Arbitraries.integers().between(0, PlayedStore.BUYERS - 1),
                        Arbitraries.integers().between(0, 1_000))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
        return Combinators.combine(
                        publishable(), Arbitraries.of(PriceBy.class), Arbitraries.of(true, true, false), steps)
                .as(TeamHistory::new);
    }

    /** Of all combinations, those that an owner could publish. */
    private static Arbitrary<CampaignTerms> publishable() {
        return Arbitraries.randomValue(random -> Stream.generate(() -> draw(random))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow());
    }

    private static Optional<CampaignTerms> draw(Random random) {
        boolean alone = random.nextInt(6) == 0;
        try {
            CampaignTerms terms = CampaignTerms.of(
                            alone ? HELPED : price(random.nextInt(4)),
                            alone ? new AloneTeam(Duration.ofHours(24)) : team(random),
                            quantity(random.nextInt(4)),
                            new Everyone(),
                            random.nextBoolean()
                                    ? new StockPolicy.ShopStock()
                                    : new CampaignStock(2 + random.nextInt(12)),
                            new SchedulePolicy.Period(
                                    Instant.parse("2026-12-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z")),
                            random.nextBoolean()
                                    ? new PaymentPolicy.Authorize(Duration.ofMinutes(15), Duration.ofHours(24))
                                    : new PaymentPolicy.AtOnce(Duration.ofMinutes(15), Duration.ofHours(24)),
                            new FulfilmentPolicy.ByShop(Exchanges.WITHDRAW),
                            alone ? new LatePolicy.Refund() : late(random.nextInt(3)),
                            random.nextInt(4) > 0 ? new OutcomePolicy.AllPlaces() : new OutcomePolicy.Draw(1, null))
                    .with(
                            random.nextBoolean()
                                    ? new DeliveryPolicy.AsOrdered()
                                    : new DeliveryPolicy.ByWeight(GRAMS, null))
                    .with(random.nextBoolean() ? new CasePolicy.SingleUnits() : cases(random));
            return Optional.of(
                    random.nextInt(3) > 0
                            ? terms
                            : terms.with(List.of(new FurtherArticle(
                                    MUG,
                                    "Mug",
                                    null,
                                    "https://shop.example/mug",
                                    Money.parse("EUR 7.99"),
                                    SomeTerms.groupPrice("EUR 6.50")))));
        } catch (ProblemException notPublished) {
            return Optional.empty();
        }
    }

    private static PricePolicy price(int kind) {
        return switch (kind) {
            case 0 -> SomeTerms.tiers("EUR 10.00", 3, "EUR 8.35");
            case 1 ->
                new TieredPrice(List.of(
                        TieredPrice.Tier.ofUnits(1, Money.parse("EUR 10.00")),
                        TieredPrice.Tier.ofUnits(3, Money.parse("EUR 9.01"))));
            case 2 -> new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 0.01"));
            default -> SomeTerms.groupPrice("EUR 10.00");
        };
    }

    private static TeamPolicy team(Random random) {
        int size = 2 + random.nextInt(2);
        return switch (random.nextInt(3)) {
            case 0 -> SomeTerms.fullTeam(size);
            case 1 -> SomeTerms.minimumTeam(1 + random.nextInt(size), size);
            default -> new GroupOrder(1 + random.nextInt(4), size, random.nextBoolean() ? null : 4 + random.nextInt(3));
        };
    }

    private static QuantityPolicy quantity(int kind) {
        return switch (kind) {
            case 0 -> new UpTo(3, null);
            case 1 -> new UpTo(2, 3);
            case 2 -> new Basket(2, null);
            default -> new QuantityPolicy.OneUnit();
        };
    }

    private static CasePolicy cases(Random random) {
        int units = 2 + random.nextInt(3);
        return new CasePolicy.FullCases(
                units, random.nextInt(units), random.nextBoolean() ? null : Duration.ofHours(1 + random.nextInt(700)));
    }

    private static LatePolicy late(int kind) {
        return switch (kind) {
            case 0 -> new LatePolicy.NextTeam();
            case 1 -> new LatePolicy.NewTeam();
            default -> new LatePolicy.Refund();
        };
    }
}
