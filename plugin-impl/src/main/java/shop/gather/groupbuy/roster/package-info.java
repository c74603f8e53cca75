/** Who is in a team, under names that the buyers choose, and the list of them as text for a chat. */
package shop.gather.groupbuy.roster;
