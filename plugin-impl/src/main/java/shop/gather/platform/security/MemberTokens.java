package shop.gather.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;

/**
 * A member's session: a short-lived, revocable JWT with the store as its audience. It contains the instant from which
 * the member's sessions were valid when it was issued. A revocation changes the stored instant, so the two differ,
 * independently of the nodes' clocks. Each node caches sessions until a session of the store is ended, and checks that
 * once in 5 seconds per store, so that thousands of members cost one read. Thread-safe.
 */
@Singleton
public class MemberTokens {

    /** How long a session is valid; the storefront then exchanges the shop's token again. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private final SignedTokens tokens;
    private final Clock clock;
    private final StoreStands stands;
    private final SessionGenerations generations;
    private final Cache<String, Content> verified =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LIFETIME).build();
    private final Cache<Session, Known> recent = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(LIFETIME)
            .build();

    @Inject
    MemberTokens(SecretBox secrets, Clock clock, StoreStands stands, SessionGenerations generations) {
        this.tokens = new SignedTokens(secrets, "member-session", clock);
        this.clock = clock;
        this.stands = stands;
        this.generations = generations;
    }

    /** The member to whom a token belongs. */
    public record Session(StoreId store, MemberId member) {}

    /** The content of a valid token. */
    private record Content(Session session, long generation, Instant expiresAt) {}

    private static final String GENERATION = "gen";

    /**
     * @param ended the store's count of ended sessions when this was read; the entry is valid while the count is
     *     unchanged
     * @param generation the instant from which the member's sessions are valid, in microseconds, the resolution of both
     *     databases; null if there is no such member
     */
    private record Known(long ended, Long generation) {}

    /** @param expiresAt when it must be exchanged again */
    public record MemberToken(String token, Instant expiresAt) {}

    /** @throws IllegalStateException if the member no longer exists */
    public MemberToken issue(StoreId store, MemberId member) {
        Long generation = read(new Session(store, member)).generation();
        if (generation == null) {
            throw new IllegalStateException("there is no such member");
        }
        Instant now = clock.instant();
        Instant expires = now.plus(LIFETIME);
        String token = tokens.sign(new JWTClaimsSet.Builder()
                .jwtID(Ids.next().toString())
                .audience(store.toString())
                .subject(member.toString())
                .claim(GENERATION, generation)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .build());
        return new MemberToken(token, expires);
    }

    /** The session of a token; empty if the token is not one of ours, expired or revoked. */
    public Optional<Session> verify(String token) {
        return content(token)
                .filter(says ->
                        says.expiresAt().isAfter(clock.instant()) && isCurrent(says.session(), says.generation()))
                .map(Content::session);
    }

    /** Verifies the signature once and caches the result, because a buyer sends the same token many times. */
    private Optional<Content> content(String token) {
        Content known = token == null ? null : verified.getIfPresent(token);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Content> content = tokens.verify(token).flatMap(MemberTokens::contentOf);
        content.ifPresent(says -> verified.put(token, says));
        return content;
    }

    private static Optional<Content> contentOf(JWTClaimsSet claims) {
        Optional<StoreId> store =
                claims.getAudience().stream().findFirst().flatMap(Ids::parse).map(StoreId::new);
        Optional<MemberId> member = Ids.parse(claims.getSubject()).map(MemberId::new);
        return store.isPresent() && member.isPresent() && claims.getClaim(GENERATION) instanceof Long generation
                ? Optional.of(new Content(
                        new Session(store.get(), member.get()),
                        generation,
                        claims.getExpirationTime().toInstant()))
                : Optional.empty();
    }

    private boolean isCurrent(Session session, long issued) {
        Known known = recent.getIfPresent(session);
        if (known == null || known.ended() < stands.of(session.store()).sessionsEnded()) {
            known = read(session);
        } else if (known.generation() != null && known.generation() < issued) {
            // Issued by another node after the cached value was read.
            known = read(session);
        }
        return known.generation() != null && known.generation() == issued;
    }

    /** Whether the session's store is suspended. */
    public boolean suspended(Session session) {
        return stands.of(session.store()).suspended();
    }

    /**
     * Makes ended sessions of the store visible on this node at once; other nodes see them within 5 seconds. Called
     * after the commit.
     */
    public void forget(StoreId store) {
        stands.forget(store);
    }

    private Known read(Session session) {
        // Read before the member, so that a session ended in between is noticed by the store's higher count.
        long ended = stands.of(session.store()).sessionsEnded();
        Known known = generations
                .validFrom(session.store(), session.member())
                .map(from -> new Known(ended, ChronoUnit.MICROS.between(Instant.EPOCH, from)))
                .orElse(new Known(0, null));
        recent.put(session, known);
        return known;
    }
}
