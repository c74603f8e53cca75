package shop.gather.referral.commission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.DurationBetween;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.PositiveAmount;
import shop.gather.platform.validation.Text;
import shop.gather.referral.PlanId;

/** The owner's API for commission plans. */
@Singleton
@Path("/api/v1/commission-plans")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commission", description = "Commissions of leaders: at most two levels")
@SecurityRequirement(name = "owner")
public class CommissionPlanResource {

    private final Caller caller;
    private final CommissionPlans plans;
    private final Idempotency idempotency;

    @Inject
    CommissionPlanResource(Caller caller, CommissionPlans plans, Idempotency idempotency) {
        this.caller = caller;
        this.plans = plans;
        this.idempotency = idempotency;
    }

    /**
     * @param level1Percent for the leader: a decimal with up to two decimals
     * @param level2Percent for the leader's recruiter; 0 if omitted
     * @param rounding DOWN (never more than the rate), HALF_UP or HALF_EVEN, to the currency's smallest unit; DOWN if
     *     omitted
     * @param smallestOrder an order earns nothing if the amount kept for goods, without shipping and tax, is lower; no
     *     limit if omitted. Orders in another currency are not limited
     * @param creditEarns whether payments by gift card or store credit count as money; true if omitted
     * @param freezePeriod ISO 8601, PT0S to P365D; P14D if omitted
     * @param referralPeriod ISO 8601, PT0S to P3650D; P90D if omitted
     */
    @Schema(
            name = "CommissionPlanRequest",
            example = "{\"name\":\"Launch\",\"level1Percent\":\"8\",\"level2Percent\":\"2\",\"rounding\":\"DOWN\","
                    + "\"smallestOrder\":{\"amount\":\"5.00\",\"currency\":\"EUR\"},\"creditEarns\":true,"
                    + "\"freezePeriod\":\"P14D\",\"referralPeriod\":\"P90D\"}")
    public record PlanRequest(
            @NotNull @Text(max = 200) String name,

            @NotNull @Pattern(regexp = CommissionRate.PERCENT, message = "{gather.percent}")
            String level1Percent,

            @Pattern(regexp = CommissionRate.PERCENT, message = "{gather.percent}")
            String level2Percent,

            @OneOf(EarningTerms.Rounding.class) String rounding,
            @PositiveAmount Amount smallestOrder,
            Boolean creditEarns,

            @DurationBetween(min = "PT0S", max = "P365D") String freezePeriod,

            @DurationBetween(min = "PT0S", max = "P3650D") String referralPeriod) {}

    /**
     * The API view of a plan.
     *
     * @param rounding of commissions, to the currency's smallest unit
     * @param smallestOrder an order earns nothing if the amount kept for goods is lower; null for no limit
     * @param creditEarns whether payments by gift card or store credit count as money
     */
    @Schema(name = "CommissionPlan")
    public record PlanView(
            PlanId id,
            String name,
            String level1Percent,
            String level2Percent,
            String rounding,
            Amount smallestOrder,
            boolean creditEarns,
            String freezePeriod,
            String referralPeriod,
            boolean current,
            Instant createdAt) {
        static PlanView of(CommissionPlan plan) {
            return new PlanView(
                    plan.id(),
                    plan.name(),
                    CommissionRate.percent(plan.level1BasisPoints()),
                    CommissionRate.percent(plan.level2BasisPoints()),
                    plan.earning().rounding().name(),
                    smallest(plan.earning()),
                    plan.earning().creditEarns(),
                    plan.freezePeriod().toString(),
                    plan.referralPeriod().toString(),
                    plan.current(),
                    plan.createdAt());
        }

        private static Amount smallest(EarningTerms earning) {
            return earning.smallestOrder() == null ? null : Amount.of(earning.smallestOrder());
        }
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Adopt a commission plan",
            description = "Puts a new plan in force for orders that are placed from now on; earlier orders keep "
                    + "theirs. Two levels, together at most 90 %.")
    @APIResponse(
            responseCode = "201",
            description = "In force",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "400", description = "invalid-value, idempotency-key-missing or malformed-body")
    @APIResponse(
            responseCode = "409",
            description = "conflict: another plan came into force meanwhile; idempotency-key-in-flight")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: for another body")
    public Response adopt(@HeaderParam("Idempotency-Key") String key, PlanRequest body) {
        CommissionPlans.Terms terms = terms(body);
        return idempotency.once(caller.store(), caller.name(), "adopt-commission-plan", key, body, false, () -> {
            PlanView plan = PlanView.of(plans.adopt(caller.store(), caller.name(), terms));
            return new Idempotency.Answer(201, plan, URI.create("/api/v1/commission-plans/" + plan.id()), null);
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(summary = "List commission plans", description = "Newest first; one of them is current.")
    @APIResponse(responseCode = "200", description = "A page of plans")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    public Page<PlanView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<CommissionPlan> page = plans.page(caller.store(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(PlanView::of).toList(), page.next());
    }

    @GET
    @Path("/current")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(summary = "The commission plan in force")
    @APIResponse(responseCode = "200", description = "The plan")
    @APIResponse(responseCode = "404", description = "not-found: no plan was adopted yet; no commission is paid")
    public PlanView current() {
        return plans.current(caller.store())
                .map(PlanView::of)
                .orElseThrow(() -> ProblemException.notFound("commission plan"));
    }

    @GET
    @Path("/{plan}")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(summary = "One commission plan")
    @APIResponse(responseCode = "200", description = "The plan")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such plan")
    public PlanView plan(@PathParam("plan") String plan) {
        return plans.find(caller.store(), Check.id(plan, "commission plan", PlanId::new))
                .map(PlanView::of)
                .orElseThrow(() -> ProblemException.notFound("commission plan"));
    }

    private static CommissionPlans.Terms terms(PlanRequest body) {
        int level1 = CommissionRate.basisPoints(body.level1Percent());
        int level2 = body.level2Percent() == null ? 0 : CommissionRate.basisPoints(body.level2Percent());
        if (level1 + level2 > CommissionRate.MOST_BASIS_POINTS) {
            throw ProblemException.invalid("level1Percent and level2Percent together must not exceed 90.");
        }
        return new CommissionPlans.Terms(
                body.name().strip(),
                level1,
                level2,
                earning(body),
                Duration.parse(body.freezePeriod() == null ? "P14D" : body.freezePeriod()),
                Duration.parse(body.referralPeriod() == null ? "P90D" : body.referralPeriod()));
    }

    private static EarningTerms earning(PlanRequest body) {
        EarningTerms usual = EarningTerms.DEFAULT;
        return new EarningTerms(
                body.rounding() == null ? usual.rounding() : EarningTerms.Rounding.valueOf(body.rounding()),
                body.smallestOrder() == null
                        ? usual.smallestOrder()
                        : body.smallestOrder().toMoney(),
                body.creditEarns() == null ? usual.creditEarns() : body.creditEarns());
    }
}
