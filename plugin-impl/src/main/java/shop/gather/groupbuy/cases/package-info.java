/** Cases of a supplier: which places of a group order fill full ones, and what is missing in the open ones. */
package shop.gather.groupbuy.cases;
