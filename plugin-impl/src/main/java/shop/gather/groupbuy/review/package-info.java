/** Rules that a campaign must meet to be published, and what its owner should know before. Pure: no database, no shop. */
package shop.gather.groupbuy.review;
