package shop.gather.platform.http;

import jakarta.ws.rs.core.EntityTag;

/** Versions as ETags: an update must say which version it saw (RFC 9110, section 13.1.1). */
public final class EntityTags {

    private EntityTags() {}

    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** Refuses an update of a version other than the one that its sender saw. */
    public static void require(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(ProblemCode.PRECONDITION_REQUIRED, "Send the ETag that you read as If-Match.");
        }
        if (!ifMatch.strip().equals("\"" + version + "\"")) {
            throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
        }
    }
}
