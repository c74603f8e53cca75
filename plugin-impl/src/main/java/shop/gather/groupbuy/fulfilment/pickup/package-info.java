/** How a place is collected: the choice of a point, the code, and the states until it is handed over. */
package shop.gather.groupbuy.fulfilment.pickup;
