/** Members (customers of the shop who are known to Gather) and their sessions. The only place with personal data. */
package shop.gather.member;
