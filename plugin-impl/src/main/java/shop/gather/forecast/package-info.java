/** What a campaign would cost and bring in: the review before publishing, and the dry run. */
package shop.gather.forecast;
