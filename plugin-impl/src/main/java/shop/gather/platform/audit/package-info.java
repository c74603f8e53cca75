/** The audit log of decisions, and notes about members. */
package shop.gather.platform.audit;
