/** What was delivered for each place, where buyers pay by weight or by pieces. */
package shop.gather.groupbuy.fulfilment.delivery;
