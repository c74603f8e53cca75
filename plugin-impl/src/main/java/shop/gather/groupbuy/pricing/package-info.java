/** The group price at the shop: admissions and price codes. */
package shop.gather.groupbuy.pricing;
