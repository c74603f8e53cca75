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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
            UUID id, String displayName, String email, Instant joinedAt, Instant registeredAt, Instant erasedAt) {
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
     * @param customerIds under which the shop knows the member
     * @param bond null if the member is bound to nobody
     */
    @Schema(name = "MemberDetails")
    public record Details(Summary member, List<String> customerIds, Bonds.Bond bond) {}

    /**
     * @param customerId as the shop names the customer
     * @param memberToken a session of the member who takes the customer, needed only if that member is a leader: it
     *     shows that the leader has logged in herself
     */
    @Schema(name = "MemberAlias", example = "{\"customerId\":\"1042\"}")
    public record Alias(@NotNull @Text(max = 100) String customerId, String memberToken) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List members", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of members")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is not acceptable")
    public Page<Summary> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<Member> page = members.page(caller.store(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(Summary::of).toList(), page.next());
    }

    @GET
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Read a member", description = "With the customers of the shop it stands for and its bond.")
    @APIResponse(responseCode = "200", description = "The member")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such member")
    public Details get(@PathParam("id") String id) {
        return details(caller.store(), Check.id(id, "member"));
    }

    @POST
    @Path("{id}/erasure")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Erase a member's personal data",
            description =
                    "Deletes name, e-mail and customer ids, what the member wrote and what was written about her, "
                            + "and her name from her orders; ends the sessions. If the"
                            + " customer logs in again she is a new member. What a leader has stays payable: POST "
                            + "/api/v1/payout-requests. Repeating it changes nothing.")
    @APIResponse(responseCode = "200", description = "The member, anonymised")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such member")
    public Details erase(@PathParam("id") String id) {
        UUID member = Check.id(id, "member");
        care.erase(caller.store(), caller.name(), member);
        tokens.forget(caller.store());
        return details(caller.store(), member);
    }

    @POST
    @Path("{id}/aliases")
    @Allow(value = Role.OWNER, scope = Scope.SESSIONS)
    @Operation(
            summary = "Join a second customer of the shop to a member",
            description = "For two customers merged at the shop. The customer moves, with the earlier of both bonds; "
                    + "orders and postings stay where they are. Whoever logs in as this"
                    + " customer is the member from now on; the member's name and e-mail stay those of her "
                    + "first customer. A leader has a balance, so joining a customer to"
                    + " her needs a memberToken of her own session. Repeating it changes nothing.")
    @APIResponse(responseCode = "200", description = "The member with all its customers")
    @APIResponse(responseCode = "400", description = "invalid-value: the shop has no such customer")
    @APIResponse(
            responseCode = "403",
            description = "forbidden: the member is a leader, and memberToken is no valid session of hers")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such member")
    @APIResponse(
            responseCode = "409",
            description = "conflict: the member was erased, or the customer's present member is a leader")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Details addAlias(@PathParam("id") String id, Alias body) {
        UUID member = Check.id(id, "member");
        String customer = body.customerId().strip();
        StoreId store = caller.store();
        if (members.find(store, member).isEmpty()) {
            throw ProblemException.notFound("member");
        }
        if (shops.of(store).customers().customer(customer).isEmpty()) {
            throw ProblemException.invalid("customerId: the shop has no such customer.");
        }
        care.addAlias(store, caller.name(), member, customer, proves(store, member, body.memberToken()));
        tokens.forget(store);
        return details(store, member);
    }

    private boolean proves(StoreId store, UUID member, String memberToken) {
        return tokens.verify(memberToken)
                .filter(session -> session.storeId().equals(store))
                .filter(session -> session.member().equals(member))
                .isPresent();
    }

    private Details details(StoreId store, UUID id) {
        Member member = members.find(store, id).orElseThrow(() -> ProblemException.notFound("member"));
        return new Details(
                Summary.of(member),
                members.customersOf(store, id),
                bonds.of(store, id).orElse(null));
    }
}
