/** Customers of the shop who are known to Gather, and their sessions. The one place with personal data. */
package shop.gather.member;
