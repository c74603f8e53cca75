package shop.gather.community;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A community as the API shows it.
 *
 * @param members the number of members, including the leader
 */
@Schema(name = "Community")
public record CommunityView(UUID id, UUID leaderId, String name, long members, Instant createdAt, long version) {}
