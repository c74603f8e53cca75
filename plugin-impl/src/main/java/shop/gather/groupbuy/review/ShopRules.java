package shop.gather.groupbuy.review;

import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.PaymentMode;
import shop.gather.platform.http.ProblemCode;
import shop.gather.spi.Capability;
import shop.gather.spi.VariantSnapshot;

/** Rules about what the connected shop can do, and has. */
final class ShopRules {

    private ShopRules() {}

    static Optional<Finding> capturesLater(PublishingFacts facts) {
        boolean needed = facts.terms().payment().mode() == PaymentMode.AUTHORIZE;
        return needed && !facts.can(Capability.DEFERRED_CAPTURE)
                ? Optional.of(Finding.blocks(
                        "CAPTURE_NOT_SUPPORTED",
                        ProblemCode.NOT_SUPPORTED_BY_SHOP,
                        "The connected shop cannot capture an authorized payment later.",
                        "Use paymentMode AT_ONCE."))
                : Optional.empty();
    }

    static Optional<Finding> hasRoomForAnOffer(PublishingFacts facts) {
        return facts.offerRoom()
                .filter(room -> room.active() + 1 + facts.terms().further().size() > room.most())
                .map(room -> Finding.blocks(
                        "TOO_MANY_OFFERS",
                        ProblemCode.CONFLICT,
                        "This shop supports at most " + room.most() + " active price offers, and " + room.active()
                                + " are active. The campaign needs one for each article.",
                        "Close a campaign first."));
    }

    static Optional<Finding> articleIsAvailable(PublishingFacts facts) {
        return facts.article()
                .filter(article -> !article.available())
                .map(article -> Finding.warns(
                        "ARTICLE_UNAVAILABLE",
                        "The article cannot be bought in the shop now.",
                        "Make it available in the shop before the campaign starts."));
    }

    static Optional<Finding> stockFillsATeam(PublishingFacts facts) {
        CampaignTerms terms = facts.terms();
        int needed = Math.max(
                Math.min(terms.team().minimum(), terms.mostWinners()),
                terms.team().minimumUnits());
        OptionalInt stock = facts.article().map(VariantSnapshot::stock).orElse(OptionalInt.empty());
        return stock.isPresent() && stock.getAsInt() < needed
                ? Optional.of(Finding.warns(
                        "STOCK_BELOW_TEAM",
                        "The shop has " + stock.getAsInt() + " units in stock, but a team needs " + needed
                                + " to succeed.",
                        "Add stock in the shop, or plan smaller teams."))
                : Optional.empty();
    }

    static Optional<Finding> chargesTheGroupPrice(PublishingFacts facts) {
        return facts.rebate()
                ? Optional.of(Finding.warns(
                        "PRICE_BY_REBATE",
                        "The shop's checkout cannot charge a group price. Buyers pay the shop's ordinary price, and when"
                                + " their team succeeds they get the difference to "
                                + facts.terms().highestPrice() + " back as a rebate, " + paidBy(facts),
                        "Tell buyers what they pay at the checkout."))
                : Optional.empty();
    }

    static Optional<Finding> knowsTheFinalPrice(PublishingFacts facts) {
        CampaignTerms terms = facts.terms();
        return terms.priceCanFall()
                ? Optional.of(Finding.warns(
                        "PRICE_KNOWN_AT_END",
                        "The final price of a team is known when it ends: between " + terms.lowestPrice() + " and "
                                + terms.highestPrice() + ". Buyers then get the difference back, " + paidBy(facts),
                        "Tell buyers both prices."))
                : Optional.empty();
    }

    static Optional<Finding> chargesTheOpenerLess(PublishingFacts facts) {
        CampaignTerms terms = facts.terms();
        return terms.isCheaperForOpener()
                ? Optional.of(Finding.warns(
                        "OPENER_PAYS_LESS",
                        "The buyer who opens a team pays " + terms.openerPrice()
                                + " in the end. When the team succeeds, the buyer gets the difference back, "
                                + paidBy(facts),
                        "Tell buyers that all pay the same at the checkout."))
                : Optional.empty();
    }

    static Optional<Finding> drawsLawfully(PublishingFacts facts) {
        CampaignTerms terms = facts.terms();
        return terms.outcome().drawn().isPresent()
                ? Optional.of(Finding.warns(
                        "DRAW_LAW",
                        "In each team " + terms.winners() + " of up to "
                                + terms.team().size()
                                + " buyers get the article, by a draw. Laws about prize draws and gambling differ by"
                                + " country; Gather does not know them.",
                        "Ask a lawyer whether the draw is permitted where your buyers live, and what you must tell"
                                + " them."))
                : Optional.empty();
    }

    static Optional<Finding> givesCredit(PublishingFacts facts) {
        return facts.terms().outcome().consolationPrize().isPresent() && !facts.can(Capability.STORE_CREDITS)
                ? Optional.of(Finding.blocks(
                        "CONSOLATION_NOT_SUPPORTED",
                        ProblemCode.NOT_SUPPORTED_BY_SHOP,
                        "The connected shop cannot give credit to buyers who are not drawn.",
                        "Leave outcomePolicy.consolation out."))
                : Optional.empty();
    }

    static Optional<Finding> countsConsolations(PublishingFacts facts) {
        CampaignTerms terms = facts.terms();
        return terms.outcome().consolationPrize().map(prize -> {
            int most = terms.team().size() - terms.mostWinners();
            return Finding.warns(
                    "CONSOLATION_COST",
                    "In each team up to " + most + " buyers are not drawn, and get " + prize + " of credit each: "
                            + prize.multipliedBy(most) + " in all.",
                    "Calculate with it: it is not part of worstCase.");
        });
    }

    static Optional<Finding> shipsLater(PublishingFacts facts) {
        return Optional.of(Finding.warns(
                "MAY_SHIP_EARLY",
                "The shop may ship before a team succeeds.",
                "Ship team orders only when Gather shows them as confirmed."));
    }

    static Optional<Finding> refunds(PublishingFacts facts) {
        return facts.can(Capability.REFUNDS)
                ? Optional.empty()
                : Optional.of(Finding.warns(
                        "REFUNDS_BY_HAND",
                        "The shop cannot refund automatically: refunds of failed teams are tasks for you (alarms).",
                        "Plan time for them when a team fails."));
    }

    static Optional<Finding> cancelsLines(PublishingFacts facts) {
        return facts.can(Capability.LINE_CANCELLATIONS)
                ? Optional.empty()
                : Optional.of(Finding.warns(
                        "CANCELLATIONS_BY_HAND",
                        "The shop cannot cancel single lines: orders of a failed team that hold other articles become tasks"
                                + " for you.",
                        "Plan time for them when a team fails."));
    }

    private static String paidBy(PublishingFacts facts) {
        return facts.can(Capability.REFUNDS)
                ? "refunded by Gather."
                : "which you refund in the shop: each one becomes a task for you (an alarm).";
    }
}
