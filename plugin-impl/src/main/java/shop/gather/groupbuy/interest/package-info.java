/** Members who want to be told when an article is sold to teams again, and the demand that they show. */
package shop.gather.groupbuy.interest;
