/** Alarms: conditions that a person must know about or act on. */
package shop.gather.shop.alarm;
