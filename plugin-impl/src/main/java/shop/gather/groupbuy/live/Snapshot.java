package shop.gather.groupbuy.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.TeamProgress;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.StrictJson;

/**
 * The state of a team at one time, as the event that is sent to all who watch it. Immutable.
 *
 * @param number increases with each change that this node has seen
 * @param version of the content: the same on all nodes and only if the content is the same
 * @param event as it is sent; not changed by anybody
 * @param over whether the team has ended, so that no other event follows
 */
record Snapshot(long number, String version, byte[] event, boolean over) {

    private static final int VERSION_BYTES = 9;

    static Snapshot of(long number, Team team, CampaignTerms terms) {
        String content = StrictJson.codec().toJson(TeamProgress.of(team, terms));
        String version = digest(content);
        String event =
                "id: " + version + "\nevent: " + (team.isOver() ? "end" : "progress") + "\ndata: " + content + "\n\n";
        return new Snapshot(number, version, event.getBytes(StandardCharsets.UTF_8), team.isOver());
    }

    private static String digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, VERSION_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
