/** What adapters of shops with a plugin of Gather share: the secret that both hold, and notifications that are signed with it. */
package shop.gather.adapter.signing;
