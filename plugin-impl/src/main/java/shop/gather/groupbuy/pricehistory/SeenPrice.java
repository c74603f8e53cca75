package shop.gather.groupbuy.pricehistory;

import java.time.Instant;
import org.joda.money.Money;

/**
 * A price at which the shop sold one unit of an article, with tax.
 *
 * @param since when Gather saw it first
 * @param until when Gather saw it last; the next price was seen later
 */
public record SeenPrice(Money price, Instant since, Instant until) {}
