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
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * A member's session: a JWT with the store as its audience, short-lived and revocable. It names the instant from which the member's sessions were valid when it
 * was issued; a revocation moves that instant, and the two differ, whatever any node's clock says. Thread-safe.
 */
@Singleton
public class MemberTokens {

    /** How long a session lasts before the storefront exchanges the shop's token again. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private final SignedTokens tokens;
    private final Clock clock;
    private final Transactions transactions;
    private final StoreSql sql;
    private final Cache<Session, Optional<State>> recent = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    @Inject
    MemberTokens(SecretBox secrets, Clock clock, Transactions transactions, StoreSql sql) {
        this.tokens = new SignedTokens(secrets, "member-session", clock);
        this.clock = clock;
        this.transactions = transactions;
        this.sql = sql;
    }

    /** Who a token speaks for. */
    public record Session(UUID store, UUID member) {
        public StoreId storeId() {
            return new StoreId(store);
        }
    }

    private static final String GENERATION = "gen";

    /** @param generation the instant from which the member's sessions are valid, in microseconds: as exact as both databases keep it */
    private record State(long generation, boolean suspended) {}

    /** @param expiresAt when it must be exchanged anew */
    public record MemberToken(String token, Instant expiresAt) {}

    /** @throws IllegalStateException if there is no such member any more */
    public MemberToken issue(StoreId store, UUID member) {
        Session session = new Session(store.value(), member);
        Optional<State> state = load(session);
        recent.put(session, state);
        long generation = state.orElseThrow(() -> new IllegalStateException("a session of nobody"))
                .generation();
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

    /** The session of a token; empty if it is not ours, expired or revoked. */
    public Optional<Session> verify(String token) {
        return tokens.verify(token).flatMap(claims -> {
            Optional<UUID> store = claims.getAudience().stream().findFirst().flatMap(Ids::parse);
            Optional<UUID> member = Ids.parse(claims.getSubject());
            if (store.isEmpty() || member.isEmpty()) {
                return Optional.empty();
            }
            Session session = new Session(store.get(), member.get());
            long generation = claims.getClaim(GENERATION) instanceof Long issued ? issued : -1;
            Optional<State> state = recent.get(session, this::load);
            if (state.isPresent() && state.get().generation() < generation) {
                // Issued by another node after what is remembered here.
                recent.invalidate(session);
                state = recent.get(session, this::load);
            }
            return state.filter(known -> known.generation() == generation).map(known -> session);
        });
    }

    /** Whether the session's store is suspended. */
    public boolean suspended(Session session) {
        return recent.get(session, this::load).map(State::suspended).orElse(true);
    }

    /** Has a revocation seen at once on this node; other nodes see it within 5 seconds. Called after its commit. */
    public void forget(StoreId store, UUID member) {
        recent.invalidate(new Session(store.value(), member));
    }

    private Optional<State> load(Session session) {
        StoreId store = session.storeId();
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select m.sessions_valid_from, s.state from member m join store s on s.id = m.store_id"
                                + " where m.store_id = :store and m.id = ? and m.erased_at is null",
                        row -> new State(
                                ChronoUnit.MICROS.between(Instant.EPOCH, StoreSql.instant(row, "sessions_valid_from")),
                                "SUSPENDED".equals(row.getString("state"))),
                        session.member()));
    }
}
