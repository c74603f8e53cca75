/** The life of this process: when the module may begin to work, and when the process must end. */
package shop.gather.platform.process;
