/**
 * The ledger: append-only double-entry postings, balances of payees, statements, and verification. Knows nothing of
 * orders.
 */
package shop.gather.ledger;
