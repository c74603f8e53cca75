/** The shop behind a store: which adapter, what it says of orders, what it is asked to do, and what went wrong. */
package shop.gather.host;
