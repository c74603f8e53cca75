/** What owners ask about campaigns and teams: figures and timelines, read from the rows of group buying. Writes nothing. */
package shop.gather.groupbuy.figure;
