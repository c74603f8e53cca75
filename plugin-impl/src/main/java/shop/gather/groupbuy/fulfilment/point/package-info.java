/** Pickup points: where buyers collect what they have bought. */
package shop.gather.groupbuy.fulfilment.point;
