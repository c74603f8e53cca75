/**
 * What Gather's own adapters share of signing: the secret that Gather and its plugin in a shop both hold, and, for plugins that send them, notifications that
 * are signed with it.
 */
package shop.gather.adapter.signing;
