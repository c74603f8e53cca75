/** What each order owes: which places it pays for, captures, cancellations, refunds and rebates. */
package shop.gather.groupbuy.settlement;
