/** What a person must know or do. */
package shop.gather.shop.alarm;
