/**
 * The books: append-only double-entry postings, balances of payees, statements and the checks that they agree. Knows
 * nothing of orders.
 */
package shop.gather.ledger;
