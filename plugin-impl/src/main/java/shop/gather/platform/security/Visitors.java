package shop.gather.platform.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import shop.gather.platform.config.GatherConfig;

/**
 * Identifies visitors by their network address. {@code X-Forwarded-For} is trusted only as far as known proxies ({@code
 * gather.trusted-proxies}, none by default) have written it: read from its end, the first address that is not a known
 * proxy is the visitor. The visitor may have forged everything before it. Thread-safe.
 */
@Singleton
public class Visitors {

    /** The request attribute that holds the visitor's address; set before any resource runs. */
    public static final String ADDRESS = "shop.gather.visitor";

    private static final String HEADER = "X-Forwarded-For";

    private final List<Network> proxies;

    /** @throws IllegalStateException if the setting contains an entry that is neither an address nor a network */
    @Inject
    public Visitors() {
        this(GatherConfig.text("gather.trusted-proxies", ""));
    }

    /**
     * @param proxies addresses and networks ({@code 10.0.0.0/8}, {@code fd00::/8}), separated by commas; empty for none
     */
    Visitors(String proxies) {
        this.proxies = proxies.isBlank()
                ? List.of()
                : List.of(proxies.split(",")).stream()
                        .map(each -> Network.parse(each.strip())
                                .orElseThrow(() -> new IllegalStateException("gather.trusted-proxies: "
                                        + each.strip()
                                        + " is neither an address nor a network. Example: 127.0.0.1 or 10.0.0.0/8")))
                        .toList();
    }

    /** The address of the sender of a request. */
    public String address(HttpServletRequest request) {
        return address(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
    }

    /**
     * @param peer the address at the other end of the connection
     * @param forwarded the header's values, in the order of arrival
     */
    String address(String peer, List<String> forwarded) {
        String visitor = peer;
        String[] hops = String.join(",", forwarded).split(",");
        for (int i = hops.length - 1; i >= 0 && isProxy(visitor); i--) {
            Optional<String> hop = Network.address(hops[i].strip());
            if (hop.isEmpty()) {
                break;
            }
            visitor = hop.get();
        }
        return visitor;
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }
}
