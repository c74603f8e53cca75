package shop.gather.groupbuy.review;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a finding means for publishing. */
@Schema(
        name = "FindingSeverity",
        description = "BLOCKS: publishing is refused. WARNS: the campaign can be published; the owner should know")
public enum Severity {
    /** Publishing is refused. */
    BLOCKS,
    /** The campaign can be published; the owner should know. */
    WARNS
}
