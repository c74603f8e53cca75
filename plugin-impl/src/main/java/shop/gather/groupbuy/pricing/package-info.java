/** The group price at the shop: who is admitted to it, and its codes. */
package shop.gather.groupbuy.pricing;
