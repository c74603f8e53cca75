/** What all resources share: problems, amounts, pages, idempotency, versions. */
package shop.gather.platform.http;
