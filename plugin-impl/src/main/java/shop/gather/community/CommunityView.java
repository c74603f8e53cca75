package shop.gather.community;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.LeaderId;

/**
 * A community as the API shows it.
 *
 * @param members the number of members, including the leader
 */
@Schema(name = "Community")
public record CommunityView(
        CommunityId id, LeaderId leaderId, String name, long members, Instant createdAt, long version) {

    /** From its columns; called by the queries of {@link CommunityRows}. */
    CommunityView(UUID id, UUID leaderId, String name, long members, Instant createdAt, long version) {
        this(new CommunityId(id), new LeaderId(leaderId), name, members, createdAt, version);
    }
}
