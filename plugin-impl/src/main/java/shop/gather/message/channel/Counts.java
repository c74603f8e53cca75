package shop.gather.message.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many messages ended in which way. Immutable.
 *
 * @param failed given up
 * @param bounced the address does not exist
 * @param skipped not sent, because the member has no address, has withdrawn the consent, or mail did not reach the address
 */
@Schema(name = "MessageCounts")
public record Counts(long sent, long failed, long bounced, long skipped) {}
