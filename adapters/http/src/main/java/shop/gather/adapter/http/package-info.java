/** Connects Gather to any shop that answers the HTTP contract in {@code adapters/http/contract/openapi.yaml}. */
package shop.gather.adapter.http;
