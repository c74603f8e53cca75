/** What a message says in each language: Gather's own text, or the owner's. */
package shop.gather.message.template;
