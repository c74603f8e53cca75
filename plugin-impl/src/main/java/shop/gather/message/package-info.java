/**
 * Messages to members: which kinds there are, and what each says. Other features make a message in the transaction in
 * which something happens; this folder knows none of them.
 */
package shop.gather.message;
