/** The life cycle of the process: when background work may start, and when the process must end. */
package shop.gather.platform.process;
