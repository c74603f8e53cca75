/** Alarms: conditions that a person must know of or act on. */
package shop.gather.shop.alarm;
