/**
 * Validation of requests: constraints for request records, and the one place that checks them. The messages are in
 * {@code ValidationMessages.properties}. Decision record:
 * {@code adr/0037-requests-are-validated-where-they-are-read.md}.
 */
package shop.gather.platform.validation;
