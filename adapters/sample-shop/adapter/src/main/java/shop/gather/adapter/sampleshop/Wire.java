package shop.gather.adapter.sampleshop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The JSON objects of the shop's API, with the shop's names. Amounts are in minor units; absent fields are null. */
final class Wire {

    private Wire() {}

    public record Problem(String type, String code, String detail) {
        static final Problem NONE = new Problem(null, null, null);

        /** Proxies may have a code in their JSON too; the sample shop also has its own type. */
        boolean isOfTheShop() {
            return code != null && ("urn:sample-shop:problem:" + code).equals(type);
        }
    }

    public record Self(
            String fingerprint,
            String name,
            String currency,
            Boolean pricesIncludeTax,
            Map<String, Boolean> capabilities) {}

    public record Variants(List<Variant> variants) {}

    public record Variant(
            String variantId,
            String productId,
            String title,
            String sku,
            Long price,
            String currency,
            Integer stock,
            Boolean available) {}

    public record Customer(String customerId, String name, String email, Instant registeredAt) {}

    public record Changes(List<String> orderIds, String cursor, Boolean more) {}

    public record Orders(List<Order> orders) {}

    public record OrderIds(List<String> orderIds) {}

    public record Outcome(String reference, Boolean already) {}

    public record Command(String key, Outcome outcome) {}

    public record Order(
            String orderId,
            String number,
            String customerId,
            String email,
            Instant placedAt,
            String state,
            Instant sentAt,
            Instant deliveredAt,
            String currency,
            List<Line> lines,
            Long shippingNet,
            Long shippingTax,
            List<Payment> payments,
            List<String> couponCodes,
            Map<String, String> metadata) {}

    public record Line(
            String lineId,
            String variantId,
            String kind,
            BigDecimal quantity,
            BigDecimal cancelledQuantity,
            Long net,
            Long tax) {}

    public record Payment(
            String paymentId,
            String method,
            String kind,
            String state,
            Long amount,
            Long captured,
            Instant paidAt,
            Instant captureBefore,
            List<Refund> refunds) {}

    public record Refund(
            String refundId,
            String key,
            Long amount,
            Boolean settled,
            Instant at,
            List<RefundLine> lines,
            Long shipping) {}

    /** The part of a refund for one line; {@code tax} is null where it is the line's own proportion. */
    public record RefundLine(String lineId, Long amount, Long tax) {}

    public record CaptureRequest(String paymentId, long total) {}

    public record CancelRequest(String reason) {}

    /** @param quantity the cancelled total; null for the whole line */
    public record CancelLineRequest(BigDecimal quantity, String reason) {}

    public record RefundRequest(String paymentId, long amount, List<RefundLine> lines, String reason) {}

    public record NewCredit(long amount, String reason) {}

    public record NewOffer(String variantId, long unitPrice, int maxQuantity, Instant startsAt, Instant endsAt) {}

    public record NewAdmission(String customerId, String reference, int maxQuantity, Instant until) {}

    public record KeyedAdmission(
            String key, String offer, String customerId, String reference, int maxQuantity, Instant until) {}

    public record Admissions(List<KeyedAdmission> admissions) {}

    public record Admitted(List<AdmissionResult> results) {}

    /** @param code of a refusal; null where there is an answer */
    public record AdmissionResult(Integer status, Boolean replayed, Outcome answer, String code, String detail) {}

    public record Event(String type, EventData data) {}

    public record EventData(String orderId) {}
}
