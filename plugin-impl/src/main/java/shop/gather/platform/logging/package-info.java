/** Logging: one JSON object per line, and one line per request. */
package shop.gather.platform.logging;
