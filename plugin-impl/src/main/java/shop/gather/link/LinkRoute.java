package shop.gather.link;

import shop.gather.platform.StoreId;

/**
 * The data for the redirect of one code, prepared so that a click is as cheap as possible.
 *
 * @param home the shop's front page, for a disabled link
 * @param page the target; null if the link is disabled, or its leader or store is suspended
 * @param opening the common part of the click tokens; null if {@code page} is null
 */
record LinkRoute(StoreId store, LinkId link, LandingPage home, LandingPage page, ClickTokens.Opening opening) {

    static LinkRoute live(StoreId store, LinkId link, String target, String home, ClickTokens.Opening opening) {
        return new LinkRoute(store, link, LandingPage.of(home), LandingPage.of(target), opening);
    }

    static LinkRoute dead(StoreId store, LinkId link, String home) {
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
