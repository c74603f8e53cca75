package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.MemberTokens;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.shop.connection.Shops;

/** The owner's view of members. */
@Singleton
@Path("/api/v1/members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Members", description = "Customers of the shop who are known to Gather")
@SecurityRequirement(name = "owner")
public class MemberResource {

    private final Members members;
    private final MemberCare care;
    private final Bonds bonds;
    private final Shops shops;
    private final MemberTokens tokens;
    private final Caller caller;

    @Inject
    MemberResource(Members members, MemberCare care, Bonds bonds, Shops shops, MemberTokens tokens, Caller caller) {
        this.members = members;
        this.care = care;
        this.bonds = bonds;
        this.shops = shops;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** @param email null if unknown or erased */
    @Schema(name = "MemberSummary")
    public record Summary(
            MemberId id, String displayName, String email, Instant joinedAt, Instant registeredAt, Instant erasedAt) {
        static Summary of(Member member) {
            return new Summary(
                    member.id(),
                    member.displayName(),
                    member.email(),
                    member.joinedAt(),
                    member.registeredAt(),
                    member.erasedAt());
        }
    }

    /**
     * @param customerIds the shop's customer ids of the member
     * @param bond null if the member has no active bond
     */
    @Schema(name = "MemberDetails")
    public record Details(Summary member, List<String> customerIds, Bonds.Bond bond) {}

    /**
     * @param customerId the shop's id of the customer
     * @param memberToken a session of the member that receives the customer; required only if that member is a leader,
     *     as proof that the leader has logged in
     */
    @Schema(name = "MemberAlias", example = "{\"customerId\":\"1042\"}")
    public record Alias(@NotNull @Text(max = 100) String customerId, String memberToken) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List members", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of members")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    public Page<Summary> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<Member> page = members.page(caller.store(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(Summary::of).toList(), page.next());
    }

    @GET
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Read a member", description = "With its customer ids at the shop and its bond.")
    @APIResponse(responseCode = "200", description = "The member")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such member")
    public Details get(@PathParam("id") String id) {
        return details(caller.store(), Check.id(id, "member", MemberId::new));
    }

    @POST
    @Path("{id}/erasure")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Erase a member's personal data",
            description =
                    "Deletes the name, e-mail and customer ids, texts by and about the member, and the member's name "
                            + "in orders. Ends the sessions. If the customer logs in again, a new member is created. A "
                            + "leader's balance stays payable: POST /api/v1/payout-requests. Repeating it changes "
                            + "nothing.")
    @APIResponse(responseCode = "200", description = "The member, anonymised")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such member")
    public Details erase(@PathParam("id") String id) {
        MemberId member = Check.id(id, "member", MemberId::new);
        care.erase(caller.store(), caller.name(), member);
        tokens.forget(caller.store());
        return details(caller.store(), member);
    }

    @POST
    @Path("{id}/aliases")
    @Allow(value = Role.OWNER, scope = Scope.SESSIONS)
    @Operation(
            summary = "Join a second customer of the shop to a member",
            description =
                    "For two customers merged at the shop. The customer moves to the member, and the earlier of both "
                            + "bonds is kept; existing orders and postings are not moved. Later logins as this "
                            + "customer open sessions of this member, whose name and e-mail stay those of the first "
                            + "customer. If the member is a leader, who has a balance, a memberToken from the leader's "
                            + "own session is required. Repeating it changes nothing.")
    @APIResponse(responseCode = "200", description = "The member with all its customers")
    @APIResponse(responseCode = "400", description = "invalid-value: the shop has no such customer")
    @APIResponse(
            responseCode = "403",
            description = "forbidden: the member is a leader, and memberToken is not a valid session of that leader")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such member")
    @APIResponse(
            responseCode = "409",
            description = "conflict: the member was erased, or the customer's present member is a leader")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Details addAlias(@PathParam("id") String id, Alias body) {
        MemberId member = Check.id(id, "member", MemberId::new);
        String customer = body.customerId().strip();
        StoreId store = caller.store();
        if (members.find(store, member).isEmpty()) {
            throw ProblemException.notFound("member");
        }
        if (shops.of(store).customers().customer(customer).isEmpty()) {
            throw ProblemException.invalid("customerId: the shop has no customer with this id.");
        }
        care.addAlias(store, caller.name(), member, customer, proves(store, member, body.memberToken()));
        tokens.forget(store);
        return details(store, member);
    }

    private boolean proves(StoreId store, MemberId member, String memberToken) {
        return tokens.verify(memberToken)
                .filter(session -> session.store().equals(store))
                .filter(session -> session.member().equals(member))
                .isPresent();
    }

    private Details details(StoreId store, MemberId id) {
        Member member = members.find(store, id).orElseThrow(() -> ProblemException.notFound("member"));
        return new Details(
                Summary.of(member),
                members.customersOf(store, id),
                bonds.of(store, id).orElse(null));
    }
}
