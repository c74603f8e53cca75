package shop.gather.groupbuy.roster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.fulfilment.list.BuyerInitials;
import shop.gather.message.Language;

/** The name of a buyer in the lists of a team. */
final class BuyerLabel {

    /** Without vowels, so that no words appear, and without characters that are easily confused. */
    private static final String ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ";

    private static final int LENGTH = 4;

    private BuyerLabel() {}

    /** The buyer's initials, or the pseudonym if the name has none. */
    static String initials(String name, TeamId team, ParticipationId place, Language language) {
        String initials = BuyerInitials.of(ChatText.line(name));
        return initials.isEmpty() ? pseudonym(team, place, language) : initials;
    }

    /**
     * A label such as "Buyer K7Q2" that never changes for a place in a team. It is calculated from two random ids, so
     * that it tells nothing about the member, and is different in each team.
     */
    static String pseudonym(TeamId team, ParticipationId place, Language language) {
        byte[] hash = sha256(team + "/" + place);
        StringBuilder code = new StringBuilder(language == Language.ZH ? "团友 " : "Buyer ");
        for (int i = 0; i < LENGTH; i++) {
            int number = (hash[2 * i] & 0xff) << 8 | hash[2 * i + 1] & 0xff;
            code.append(ALPHABET.charAt(number % ALPHABET.length()));
        }
        return code.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
