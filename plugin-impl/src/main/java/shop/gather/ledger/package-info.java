/**
 * The ledger: append-only double-entry postings, balances of payees, statements, and verification. Independent of
 * orders.
 */
package shop.gather.ledger;
