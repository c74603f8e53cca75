/** The shop's own prices of the articles that campaigns sell, as Gather has seen them. */
package shop.gather.groupbuy.pricehistory;
