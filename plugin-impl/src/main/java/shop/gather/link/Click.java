package shop.gather.link;

import java.time.Instant;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;

/**
 * A click on a group link, as stated by the signed click token.
 *
 * @param id distinguishes clicks of the same link
 * @param clickedAt the time, to the second
 * @param consent whether the link's address states that the visitor consented to tracking beyond this visit to the shop
 */
public record Click(StoreId store, LinkId link, LeaderId leader, String id, Instant clickedAt, boolean consent) {}
