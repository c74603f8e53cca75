/** Draws: which paid places of a team that has succeeded get the article. */
package shop.gather.groupbuy.draw;
