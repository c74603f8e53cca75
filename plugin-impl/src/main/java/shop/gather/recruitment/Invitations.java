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
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.http.ProblemException;

/**
 * Invitations of leaders. Only a hash of the code is stored. The code itself is derived from the invitation's id, so
 * that a repeated request gets the same code without storing a secret. Thread-safe.
 */
@Singleton
class Invitations {

    private static final int CODE_LENGTH = 16;

    private final InvitationRows rows;
    private final DatabaseClock clock;
    private final byte[] key;

    @Inject
    Invitations(InvitationRows rows, DatabaseClock clock, SecretBox secrets) {
        this.rows = rows;
        this.clock = clock;
        this.key = secrets.derive("invitation-code").values().iterator().next();
    }

    /** A new invitation without its code. */
    public record Made(UUID id, ProgrammeId programmeId, Instant expiresAt) {}

    /** Creates an invitation into a programme, in the caller's transaction. */
    Made create(StoreId store, ProgrammeId programme, LeaderId leader, Duration validFor) {
        UUID id = Ids.next();
        Instant expires = clock.now().plus(validFor);
        rows.insert(new Invitation(id, programme, leader, hash(code(store, id)), expires));
        return new Made(id, programme, expires);
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
     * The active leader who invited into this programme with this code, in the caller's transaction.
     *
     * @throws ProblemException if the code is unknown, expired, for another programme, or of a suspended leader
     */
    LeaderId inviter(ProgrammeId programme, String code) {
        return rows.activeInviter(hash(Codes.typed(code)), programme.value())
                .map(LeaderId::new)
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
