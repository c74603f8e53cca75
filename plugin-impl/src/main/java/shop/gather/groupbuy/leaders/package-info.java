/** Leaders are told what becomes of the campaigns of their communities and of the teams of buyers whom they brought. */
package shop.gather.groupbuy.leaders;
