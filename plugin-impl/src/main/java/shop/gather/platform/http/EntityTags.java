package shop.gather.platform.http;

import jakarta.ws.rs.core.EntityTag;

/** Versions as ETags: an update must name the version that it read (RFC 9110, section 13.1.1). */
public final class EntityTags {

    private EntityTags() {}

    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** Refuses an update if the version has changed since its sender read it. */
    public static void require(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(ProblemCode.PRECONDITION_REQUIRED, "Send the ETag that you read as If-Match.");
        }
        if (!ifMatch.strip().equals("\"" + version + "\"")) {
            throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
        }
    }
}
