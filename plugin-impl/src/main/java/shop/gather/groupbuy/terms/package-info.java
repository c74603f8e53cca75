/** The terms of a campaign; each part is a policy. Knows nothing of rows, shops or HTTP resources. */
package shop.gather.groupbuy.terms;
