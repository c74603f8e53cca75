/** Work in the background: sweeps of what is due, and threads to do it on. */
package shop.gather.platform.work;
