/** How full a team is, as events that a browser receives while it stays connected. */
package shop.gather.groupbuy.live;
