package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.MemberTokens;
import shop.gather.spi.CustomerSnapshot;

/** Opens sessions for customers whom the shop or the storefront's back end vouches for. Thread-safe. */
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
     * @param bond null if the member has no active bond
     */
    @Schema(name = "Session")
    public record Session(String token, Instant expiresAt, Me member, Bonds.Bond bond) {}

    /** A member's own profile. */
    @Schema(name = "SessionMember")
    public record Me(MemberId id, String displayName, Instant joinedAt) {
        static Me of(Member member) {
            return new Me(member.id(), member.displayName(), member.joinedAt());
        }
    }

    /**
     * Opens a session.
     *
     * @param click the click token that a group link added to the shop's address; may be null
     */
    Session open(StoreId store, CustomerSnapshot customer, String click) {
        MemberId id = members.meet(store, customer);
        Bonds.Bond bond = bonds.bind(store, id, click).orElse(null);
        Member member = members.find(store, id).orElseThrow(() -> ProblemException.notFound("member"));
        MemberTokens.MemberToken token = tokens.issue(store, id);
        return new Session(token.token(), token.expiresAt(), Me.of(member), bond);
    }

    /** The HTTP answer with a session. */
    static Response answer(Session session) {
        return Response.created(URI.create("/storefront/v1/me")).entity(session).build();
    }
}
