package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.MemberTokens;
import shop.gather.spi.CustomerSnapshot;

/** Begins sessions of customers for whom somebody vouches. Thread-safe. */
@Singleton
public class Sessions {

    private final Members members;
    private final Bonds bonds;
    private final MemberTokens tokens;

    @Inject
    Sessions(Members members, Bonds bonds, MemberTokens tokens) {
        this.members = members;
        this.bonds = bonds;
        this.tokens = tokens;
    }

    /**
     * @param token send it as {@code Authorization: Bearer}
     * @param bond null if the member is bound to nobody
     */
    @Schema(name = "Session")
    public record Session(String token, Instant expiresAt, Me member, Bonds.Bond bond) {}

    /** What a member is told about itself. */
    @Schema(name = "SessionMember")
    public record Me(UUID id, String displayName, Instant joinedAt) {
        static Me of(Member member) {
            return new Me(member.id(), member.displayName(), member.joinedAt());
        }
    }

    /**
     * A new session.
     *
     * @param click the click token with which a group link led to the shop; may be null
     */
    Session open(StoreId store, CustomerSnapshot customer, String click) {
        UUID id = members.meet(store, customer);
        Bonds.Bond bond = bonds.bind(store, id, click).orElse(null);
        Member member = members.find(store, id).orElseThrow(() -> ProblemException.notFound("member"));
        MemberTokens.MemberToken token = tokens.issue(store, id);
        return new Session(token.token(), token.expiresAt(), Me.of(member), bond);
    }

    /** A session as it is answered. */
    static Response answer(Session session) {
        return Response.created(URI.create("/storefront/v1/me")).entity(session).build();
    }
}
