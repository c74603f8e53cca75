/** Campaigns: what the owner plans, publishes and closes, and what buyers see of it. */
package shop.gather.groupbuy.campaign;
