/** Campaigns: planning, publishing and closing by the owner, and the storefront's view. */
package shop.gather.groupbuy.campaign;
