package shop.gather.link;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A page of the shop, prepared so that appending query parameters is cheap.
 *
 * @param page the address without its fragment
 * @param join the separator between the page and the first parameter
 * @param fragment the fragment with its {@code #}; empty if there is none
 * @param parameters the parameter names that its query already contains
 */
record LandingPage(String page, String join, String fragment, Set<String> parameters) {

    static LandingPage of(String address) {
        int hash = address.indexOf('#');
        String page = hash < 0 ? address : address.substring(0, hash);
        String query = URI.create(address).getRawQuery();
        return new LandingPage(
                page,
                query == null ? "?" : query.isEmpty() || query.endsWith("&") ? "" : "&",
                hash < 0 ? "" : address.substring(hash),
                query == null
                        ? Set.of()
                        : Arrays.stream(query.split("&"))
                                .map(pair -> pair.split("=", 2)[0])
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /** The address with a click token. */
    String clicked(String token, LinkQuery query) {
        return page + join + ClickTokens.PARAMETER + "=" + token + query.passedOn(parameters) + fragment;
    }

    /** The address without a click token. */
    String plain(LinkQuery query) {
        String passedOn = query.passedOn(parameters);
        return passedOn.isEmpty() ? page + fragment : page + join + passedOn.substring(1) + fragment;
    }
}
