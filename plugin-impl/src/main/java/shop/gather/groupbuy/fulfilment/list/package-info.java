/** Lists of what is collected where: pick lists of points, places, and what to buy from the supplier. */
package shop.gather.groupbuy.fulfilment.list;
