package shop.gather.link;

import java.util.UUID;

/**
 * What the redirect of one code needs, prepared so that a click costs as little as can be.
 *
 * @param home the shop's front page, for a disabled link
 * @param page where it leads; null while the link is disabled or its leader or store suspended
 * @param opening of the click tokens; null with {@code page}
 */
record LinkRoute(UUID store, UUID link, LandingPage home, LandingPage page, ClickTokens.Opening opening) {

    static LinkRoute live(UUID store, UUID link, String target, String home, ClickTokens.Opening opening) {
        return new LinkRoute(store, link, LandingPage.of(home), LandingPage.of(target), opening);
    }

    static LinkRoute dead(UUID store, UUID link, String home) {
        return new LinkRoute(store, link, LandingPage.of(home), null, null);
    }

    /** The same link while its store is suspended. */
    LinkRoute suspended() {
        return new LinkRoute(store, link, home, null, null);
    }

    boolean isLive() {
        return page != null;
    }
}
