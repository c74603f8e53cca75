package shop.gather.link;

import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.PublicAddress;

/**
 * A group link as the API shows it.
 *
 * @param url the short address to share
 * @param variantId the variant that it shows; null for the shop's front page
 * @param target the target address
 * @param clicks the number of clicks, delayed by some seconds
 */
@Schema(name = "GroupLink")
public record GroupLinkView(
        LinkId id,
        String code,
        String url,
        LeaderId leaderId,
        String variantId,
        String target,
        boolean live,
        long clicks,
        Instant createdAt,
        long version) {

    static GroupLinkView of(GroupLink link, UriInfo request) {
        return new GroupLinkView(
                link.id(),
                link.code(),
                address(link, request),
                link.leaderId(),
                link.variantId(),
                link.target(),
                link.live(),
                link.clicks(),
                link.createdAt(),
                link.version());
    }

    static Page<GroupLinkView> of(Page<GroupLink> page, UriInfo request) {
        return new Page<>(page.items().stream().map(link -> of(link, request)).toList(), page.next());
    }

    /** The short address, based on the configured public address, else on the address of the request. */
    static String address(GroupLink link, UriInfo request) {
        return PublicAddress.of("l/" + link.code(), request);
    }
}
