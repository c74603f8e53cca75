/** Friends who lower the price of a buyer step by step. */
package shop.gather.groupbuy.help;
