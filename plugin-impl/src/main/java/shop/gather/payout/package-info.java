/** Payouts: requested by leaders, decided by the owner, sent in batches. Amounts move only in the ledger. */
package shop.gather.payout;
