/** Payouts: asked for by leaders, decided by the owner, sent in batches. The money moves in the ledger alone. */
package shop.gather.payout;
