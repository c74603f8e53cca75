/** Campaigns that repeat: the dates of their cycles, and the campaigns that are made of them. */
package shop.gather.groupbuy.cycle;
