/** Hand-over of places at pickup points: by code, in batches, and uploaded later by devices without a network. */
package shop.gather.groupbuy.fulfilment.handover;
