/** What a campaign promises: its terms, each part a policy. Knows nothing of rows, shops or HTTP resources. */
package shop.gather.groupbuy.terms;
