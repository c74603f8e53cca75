package shop.gather.grouplink;

import java.net.URI;
import java.util.UUID;

/**
 * What the redirect of one code needs, prepared so that a click costs as little as can be.
 *
 * @param home the shop's front page, for a dead link
 * @param before the address up to the click token; null while the link is dead or its store suspended
 * @param after what follows the token: the fragment, if there is one
 * @param opening of the click tokens
 */
record LinkRoute(UUID store, UUID link, String home, String before, String after, ClickTokens.Opening opening) {

    static LinkRoute live(UUID store, UUID link, String target, String home, ClickTokens.Opening opening) {
        int hash = target.indexOf('#');
        String page = hash < 0 ? target : target.substring(0, hash);
        String query = URI.create(target).getRawQuery();
        String join = query == null ? "?" : query.isEmpty() || query.endsWith("&") ? "" : "&";
        return new LinkRoute(
                store,
                link,
                home,
                page + join + ClickTokens.PARAMETER + "=",
                hash < 0 ? "" : target.substring(hash),
                opening);
    }

    static LinkRoute dead(UUID store, UUID link, String home) {
        return new LinkRoute(store, link, home, null, null, null);
    }

    boolean isLive() {
        return before != null;
    }
}
