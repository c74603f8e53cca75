package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.platform.Codes;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.http.ProblemException;

/**
 * Invitations of leaders. Only a hash of the code is kept; the code itself is derived from the invitation's id, so that
 * a repeated request gets the same code without anything secret being stored. Thread-safe.
 */
@Singleton
class Invitations {

    private static final int CODE_LENGTH = 16;

    private final StoreSql sql;
    private final DatabaseClock clock;
    private final byte[] key;

    @Inject
    Invitations(StoreSql sql, DatabaseClock clock, SecretBox secrets) {
        this.sql = sql;
        this.clock = clock;
        this.key = secrets.derive("invitation-code").values().iterator().next();
    }

    /** An invitation without its code. */
    public record Invitation(UUID id, UUID programmeId, Instant expiresAt) {}

    /** Makes an invitation into a programme, in the caller's transaction. */
    Invitation create(StoreId store, UUID programme, UUID leader, Duration validFor) {
        UUID id = Ids.next();
        Instant expires = clock.now().plus(validFor);
        sql.update(
                store,
                "insert into invitation (store_id, id, programme_id, leader_id, code_hash, expires_at, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, now())",
                id,
                programme,
                leader,
                hash(code(store, id)),
                expires);
        return new Invitation(id, programme, expires);
    }

    /** The code of an invitation, to be shown to its leader. */
    String code(StoreId store, UUID id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Codes.of(mac.doFinal((store + "/" + id).getBytes(StandardCharsets.UTF_8)), CODE_LENGTH);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * The active leader who invited with this code into this programme.
     *
     * @throws ProblemException if the code is unknown, expired, for another programme, or of a leader who is suspended
     */
    UUID inviter(StoreId store, UUID programme, String code) {
        String typed = Codes.typed(code);
        return sql.first(
                        store,
                        "select i.leader_id from invitation i join leader l on l.store_id = i.store_id and l.id = i.leader_id"
                                + " where i.store_id = :store and i.code_hash = ? and i.programme_id = ? and i.expires_at > now()"
                                + " and l.state = 'ACTIVE'",
                        row -> StoreSql.uuid(row, "leader_id"),
                        hash(typed),
                        programme)
                .orElseThrow(() -> ProblemException.invalid(
                        "invitation is unknown or has expired. Ask the leader for a new one, or apply without."));
    }

    private static String hash(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
