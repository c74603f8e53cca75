/** What a member wants to be told, and how. */
package shop.gather.message.setting;
