package shop.gather.community;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A community as it is shown.
 *
 * @param members how many belong to it, the leader included
 */
@Schema(name = "Community")
public record CommunityView(UUID id, UUID leaderId, String name, long members, Instant createdAt, long version) {}
