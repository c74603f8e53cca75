package shop.gather.groupbuy.draw;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;

/**
 * The draw of a team, as a function of its secret and of public facts. CAMPAIGNS.md states the algorithm, so that anybody
 * can repeat it; it never changes for draws that were promised. Each entry gets a ticket that depends on all entries,
 * and the smallest tickets win: there is no choice of a number in a range, and so no bias of a remainder.
 */
final class FairDraw {

    static final int SECRET_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private FairDraw() {}

    /** The text that is published when the team is opened: it fixes the secret without telling it. */
    static String commitment(byte[] secret) {
        return sha256(secret);
    }

    /**
     * The public seed. It is known only after the last payment, and contains what neither the store nor a buyer can
     * choose: the ids of all entries, and when the team succeeded.
     */
    static String seed(TeamId team, Instant closedAt, Collection<ParticipationId> entries) {
        String text = team + "\n" + closedAt + "\n"
                + entries.stream().map(ParticipationId::toString).sorted().collect(Collectors.joining("\n"));
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The winners, by their tickets: so many, or all entries if there are no more. */
    static List<ParticipationId> winners(
            byte[] secret, String seed, Collection<ParticipationId> entries, int mostWinners) {
        record Ticket(String number, ParticipationId entry) {}
        Mac mac = hmac(secret);
        return entries.stream()
                .map(entry -> new Ticket(
                        HexFormat.of().formatHex(mac.doFinal((seed + "\n" + entry).getBytes(StandardCharsets.UTF_8))),
                        entry))
                .sorted(Comparator.comparing(Ticket::number)
                        .thenComparing(ticket -> ticket.entry().toString()))
                .limit(mostWinners)
                .map(Ticket::entry)
                .toList();
    }

    private static Mac hmac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String sha256(byte[] input) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
