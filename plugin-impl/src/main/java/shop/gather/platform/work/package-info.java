/** Background work: sweeps for due items, the scheduler, and the threads that execute the work. */
package shop.gather.platform.work;
