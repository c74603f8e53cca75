package shop.gather.groupbuy.campaign;

import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.EligibilityPolicy;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.Exchanges;
import shop.gather.groupbuy.terms.FulfilmentPolicy;
import shop.gather.groupbuy.terms.FullTeam;
import shop.gather.groupbuy.terms.LatePolicy;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.PaymentMode;
import shop.gather.groupbuy.terms.PaymentPolicy;
import shop.gather.groupbuy.terms.QuantityPolicy;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.groupbuy.terms.TeamPolicy;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.validation.DurationBetween;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.PositiveAmount;
import shop.gather.platform.validation.Text;
import shop.gather.platform.validation.UtcInstant;

/**
 * An owner's request for a campaign. The simplest kind of campaign has groupPrice, teamSize and teamDuration. For other
 * kinds, pricePolicy replaces groupPrice, and teamPolicy replaces teamSize and teamDuration.
 *
 * @param groupPrice the price of one unit with tax, in the store's currency, lower than the shop's price; or
 *     pricePolicy
 * @param pricePolicy how the price of a team is calculated: an object whose field policy names the kind
 * @param furtherArticles articles that the campaign sells beside the main one; none if omitted
 * @param teamSize 2 to 100000; with teamDuration, or teamPolicy
 * @param teamDuration ISO 8601, PT1S to P30D
 * @param teamPolicy when a team succeeds: an object whose field policy names the kind
 * @param quantityPolicy how many units a buyer may take: an object whose field policy names the kind; one if omitted
 * @param eligibilityPolicy who may take a place: an object whose field policy names the kind; everyone if omitted
 * @param stockPolicy how many units the campaign sells: an object whose field policy names the kind; as many as the
 *     shop has if omitted
 * @param latePolicy what happens to a payment that finds its team full or ended: an object whose field policy names the
 *     kind; it is refunded if omitted
 * @param outcomePolicy who gets the article when a team succeeds: an object whose field policy names the kind; everyone
 *     if omitted
 * @param hold ISO 8601, how long a buyer has to pay; PT15M if omitted
 * @param repayWithin ISO 8601, how long a buyer has to pay again if the payment is declined after the team has
 *     succeeded; PT48H if omitted
 * @param paymentMode AUTHORIZE or AT_ONCE; or paymentPolicy
 * @param paymentPolicy buyers reserve and pay later: an object whose field policy names the kind
 * @param exchanges KEEP or WITHDRAW: what happens to a place if its article is exchanged in the shop for another
 *     variant; WITHDRAW if omitted; a field of fulfilmentPolicy where that is sent
 * @param deliveryPolicy whether buyers pay for what was delivered: an object whose field policy names the kind; for
 *     what was ordered if omitted
 * @param casePolicy whether the main article is ordered from the supplier in full cases only: an object whose field policy
 *     names the kind; in single units if omitted
 * @param resalePolicy whether leaders may offer the campaign in their communities: an object whose field policy names
 *     the kind; they may not if omitted
 * @param fulfilmentPolicy how buyers get what they have bought: an object whose field policy names the kind; delivered
 *     by the shop if omitted
 * @param visibility PUBLIC, LINK_ONLY or AUDIENCE: who finds the campaign and its teams in a list; PUBLIC if omitted
 */
public record NewCampaign(
        @NotNull @Text(max = 200) String name,
        @NotNull @Text(max = 100) String variantId,
        @PositiveAmount Amount groupPrice,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "How the price of a team is calculated, in place of groupPrice; policy names the kind. All "
                                + "kinds with their fields: CAMPAIGNS.md in"
                                + " the module's folder",
                example = "{\"policy\":\"group-price\",\"price\":{\"amount\":\"10.00\",\"currency\":\"EUR\"}}")
        JsonObject pricePolicy,

        @Schema(description = "Articles that the campaign sells beside the main one, each at its own price")
        @Size(max = 20)
        List<@NotNull @Valid NewArticle> furtherArticles,

        @Min(2) @Max(100_000) Integer teamSize,

        @DurationBetween(min = "PT1S", max = "P30D") String teamDuration,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "When a team succeeds, in place of teamSize and teamDuration; policy names the kind. All "
                        + "kinds with their fields: CAMPAIGNS.md in"
                        + " the module's folder",
                example = "{\"policy\":\"minimum\",\"minimum\":3,\"size\":20,\"duration\":\"PT24H\"}")
        JsonObject teamPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How many units a buyer may take; policy names the kind. One if omitted. All kinds with "
                        + "their fields: CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"up-to\",\"units\":5}")
        JsonObject quantityPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Who may take a place; policy names the kind. Everyone if omitted. All kinds with "
                        + "their fields: CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"new-buyers\"}")
        JsonObject eligibilityPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How many units the campaign sells; policy names the kind. As many as the shop has if "
                        + "omitted. All kinds with their fields: CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"campaign-stock\",\"units\":500}")
        JsonObject stockPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "What happens to a payment that finds its team full or ended; policy names the kind. It is"
                                + " refunded if omitted. All kinds with their fields: CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"next-team\"}")
        JsonObject latePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "Who gets the article when a team succeeds; policy names the kind. Everyone if omitted. All"
                                + " kinds with their fields: CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"draw\",\"winners\":1}")
        JsonObject outcomePolicy,

        @DurationBetween(min = "PT1S", max = "P1D") String hold,

        @DurationBetween(min = "PT1S", max = "P14D") String repayWithin,

        @OneOf(PaymentMode.class) String paymentMode,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "A presale, in place of paymentMode, hold and repayWithin; policy names the kind. All"
                        + " fields: CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"reserve-then-pay\",\"payWithin\":\"P3D\"}")
        JsonObject paymentPolicy,

        @Schema(implementation = Exchanges.class, defaultValue = "WITHDRAW") @OneOf(Exchanges.class)
        String exchanges,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How buyers get what they have bought, in place of exchanges; policy names the kind."
                        + " Delivered by the shop if omitted. All kinds with their fields: CAMPAIGNS.md in the"
                        + " module's folder",
                example = "{\"policy\":\"pickup\",\"readyAfter\":\"P2D\",\"keptFor\":\"P7D\"}")
        JsonObject fulfilmentPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "Whether buyers pay for what was delivered; policy names the kind. For what was ordered if"
                                + " omitted. All kinds with their fields: CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"by-weight\",\"gramsPerUnit\":500}")
        JsonObject deliveryPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "Whether the main article is ordered from the supplier in full cases only; policy names the kind."
                                + " In single units if omitted. All kinds with their fields: CAMPAIGNS.md in the"
                                + " module's folder",
                example = "{\"policy\":\"full-cases\",\"units\":12,\"tolerance\":2,\"topUp\":\"PT12H\"}")
        JsonObject casePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Whether leaders may offer the campaign in their communities, at a mark-up of their own;"
                        + " policy names the kind. They may not if omitted. All kinds with their fields:"
                        + " CAMPAIGNS.md in the module's folder",
                example = "{\"policy\":\"by-leaders\",\"mostMarkUp\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}")
        JsonObject resalePolicy,

        @NotNull @UtcInstant String startsAt,
        @NotNull @UtcInstant String endsAt,

        @Schema(implementation = Visibility.class, defaultValue = "PUBLIC") @OneOf(Visibility.class)
        String visibility) {

    private Map<String, ArticlePlan> further() {
        Map<String, ArticlePlan> articles = new LinkedHashMap<>();
        for (NewArticle article : furtherArticles == null ? List.<NewArticle>of() : furtherArticles) {
            String id = article.variantId().strip();
            if (id.equals(variantId.strip()) || articles.put(id, article.plan()) != null) {
                throw ProblemException.invalid("Each of furtherArticles must be another variant.");
            }
        }
        return articles;
    }

    CampaignPlan plan() {
        return new CampaignPlan(
                name.strip(),
                variantId.strip(),
                CampaignTerms.of(
                                NewArticle.price(groupPrice, pricePolicy),
                                team(),
                                quantityPolicy == null
                                        ? new QuantityPolicy.OneUnit()
                                        : QuantityPolicy.KINDS.read(quantityPolicy),
                                eligibilityPolicy == null
                                        ? new Everyone()
                                        : EligibilityPolicy.KINDS.read(eligibilityPolicy),
                                stockPolicy == null ? new StockPolicy.ShopStock() : StockPolicy.KINDS.read(stockPolicy),
                                new SchedulePolicy.Period(Instant.parse(startsAt), Instant.parse(endsAt)),
                                payment(),
                                fulfilment(),
                                latePolicy == null ? new LatePolicy.Refund() : LatePolicy.KINDS.read(latePolicy),
                                outcomePolicy == null
                                        ? new OutcomePolicy.AllPlaces()
                                        : OutcomePolicy.KINDS.read(outcomePolicy))
                        .with(NewArticle.delivery(deliveryPolicy))
                        .with(NewArticle.cases(casePolicy))
                        .with(NewArticle.resale(resalePolicy)),
                further(),
                visibility == null ? Visibility.PUBLIC : Visibility.valueOf(visibility));
    }

    private TeamPolicy team() {
        if (teamPolicy == null) {
            // FullTeam itself reports it if one of them is missing.
            return new FullTeam(
                    teamSize == null ? 0 : teamSize, teamDuration == null ? null : Duration.parse(teamDuration));
        }
        if (teamSize != null || teamDuration != null) {
            throw ProblemException.invalid("Send either teamSize and teamDuration, or teamPolicy.");
        }
        return TeamPolicy.KINDS.read(teamPolicy);
    }

    private FulfilmentPolicy fulfilment() {
        if (fulfilmentPolicy == null) {
            return new FulfilmentPolicy.ByShop(exchanges == null ? null : Exchanges.valueOf(exchanges));
        }
        if (exchanges != null) {
            throw ProblemException.invalid("Send exchanges as a field of fulfilmentPolicy.");
        }
        return FulfilmentPolicy.KINDS.read(fulfilmentPolicy);
    }

    private PaymentPolicy payment() {
        if (paymentPolicy != null) {
            if (paymentMode != null || hold != null || repayWithin != null) {
                throw ProblemException.invalid("Send either paymentMode, hold and repayWithin, or paymentPolicy.");
            }
            return ReserveThenPay.read(paymentPolicy);
        }
        if (paymentMode == null) {
            throw ProblemException.invalid("paymentMode must be sent, unless paymentPolicy is.");
        }
        Duration toPay = Duration.parse(hold == null ? "PT15M" : hold);
        Duration toPayAgain = Duration.parse(repayWithin == null ? "PT48H" : repayWithin);
        return PaymentMode.valueOf(paymentMode) == PaymentMode.AUTHORIZE
                ? new PaymentPolicy.Authorize(toPay, toPayAgain)
                : new PaymentPolicy.AtOnce(toPay, toPayAgain);
    }
}
