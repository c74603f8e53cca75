package shop.gather.shop.connection;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;

/** An order at a {@link PlayedShop}, in cents, untaxed: its lines, its payments, and what the shop does with them. */
public final class PlayedOrder {

    /** One article of the order. */
    private static final class Article {
        private final String variant;
        private final int quantity;
        private final long unitPrice;
        private int cancelled;

        Article(String variant, int quantity, long unitPrice) {
            this.variant = variant;
            this.quantity = quantity;
            this.unitPrice = unitPrice;
        }
    }

    /** One payment of the order. */
    private static final class Paid {
        private final long amount;
        private PaymentState state;
        private long captured;
        private Instant at;
        private final List<Refund> refunds = new ArrayList<>();

        Paid(long amount, PaymentState state, long captured, Instant at) {
            this.amount = amount;
            this.state = state;
            this.captured = captured;
            this.at = at;
        }

        long kept() {
            return captured
                    - refunds.stream()
                            .mapToLong(refund -> refund.amount().getAmountMinorLong())
                            .sum();
        }
    }

    private final String id;
    private final String customer;
    private final List<Article> articles = new ArrayList<>();
    private final List<Paid> payments = new ArrayList<>();
    private Instant placedAt;
    private Map<String, String> metadata = Map.of();
    private boolean cancelled;

    PlayedOrder(String id, String customer, Instant placedAt) {
        this.id = id;
        this.customer = customer;
        this.placedAt = placedAt;
    }

    public String id() {
        return id;
    }

    boolean isOf(String someone, Instant since) {
        return customer.equals(someone) && !placedAt.isBefore(since);
    }

    public PlayedOrder article(String variant, int quantity, long unitPrice) {
        articles.add(new Article(variant, quantity, unitPrice));
        return this;
    }

    /** The cart names the place for which it was filled, as storefronts do. */
    public PlayedOrder naming(ParticipationId place) {
        metadata = Map.of(OrderMetadata.PARTICIPATION, place.toString());
        return this;
    }

    public boolean namesAPlace() {
        return !metadata.isEmpty();
    }

    /** The buyer pays what the order still costs. */
    public PlayedOrder pay(boolean captured) {
        long open = total() - secured();
        payments.add(new Paid(
                open,
                captured ? PaymentState.CAPTURED : PaymentState.AUTHORIZED,
                captured ? open : 0,
                placedAt.plusSeconds(payments.size())));
        return this;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** The units of an article that are not cancelled. */
    public int standing(String variant) {
        return cancelled
                ? 0
                : articles.stream()
                        .filter(article -> article.variant.equals(variant))
                        .mapToInt(article -> article.quantity - article.cancelled)
                        .sum();
    }

    /** The money that the shop has taken and not given back. */
    public long kept() {
        return payments.stream().mapToLong(Paid::kept).sum();
    }

    /** The money that the shop has taken. */
    public long captured() {
        return payments.stream().mapToLong(payment -> payment.captured).sum();
    }

    private long total() {
        return articles.stream()
                .mapToLong(article -> (article.quantity - article.cancelled) * article.unitPrice)
                .sum();
    }

    /** The money that is captured, or authorized and still can be. */
    private long secured() {
        return payments.stream()
                .mapToLong(payment -> payment.state == PaymentState.AUTHORIZED ? payment.amount : payment.captured)
                .sum();
    }

    void passes(Duration time) {
        placedAt = placedAt.minus(time);
        payments.forEach(payment -> payment.at = payment.at.minus(time));
    }

    CommandResult capture(String payment, long amount) {
        Paid paid = payment(payment);
        if (paid.captured >= amount) {
            return new CommandResult.AlreadyDone(payment);
        }
        if (cancelled || paid.state != PaymentState.AUTHORIZED) {
            return CommandResult.refused(RefusalCode.PAYMENT_STATE, "The payment is " + paid.state + ".");
        }
        if (amount > paid.amount) {
            return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "Only " + paid.amount + " is authorized.");
        }
        paid.captured = amount;
        paid.state = PaymentState.CAPTURED;
        return CommandResult.done(payment);
    }

    /** The bank declines the capture, and the authorization ends. */
    CommandResult decline(String payment) {
        Paid paid = payment(payment);
        if (paid.state != PaymentState.AUTHORIZED) {
            return capture(payment, paid.captured);
        }
        paid.state = PaymentState.DECLINED;
        return CommandResult.refused(RefusalCode.PAYMENT_STATE, "The bank has declined the payment.");
    }

    /** Cancels the order, and ends what is only authorized. */
    public CommandResult cancel() {
        if (cancelled) {
            return new CommandResult.AlreadyDone(id);
        }
        cancelled = true;
        payments.stream()
                .filter(payment -> payment.state == PaymentState.AUTHORIZED)
                .forEach(payment -> payment.state = PaymentState.VOIDED);
        return CommandResult.done(id);
    }

    /** @param quantity the number of units that are cancelled in all; empty for the whole line */
    public CommandResult cancelLine(String line, Optional<Integer> quantity) {
        Article article = articles.get(number(line));
        int wanted = quantity.orElse(article.quantity);
        if (article.cancelled >= wanted) {
            return new CommandResult.AlreadyDone(line);
        }
        if (wanted > article.quantity) {
            return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "The line has fewer units.");
        }
        article.cancelled = wanted;
        return CommandResult.done(line);
    }

    CommandResult refund(Refunds.RefundRequest request) {
        if (payments.stream()
                .flatMap(payment -> payment.refunds.stream())
                .anyMatch(refund -> refund.key().filter(request.key()::equals).isPresent())) {
            return new CommandResult.AlreadyDone(request.key());
        }
        Paid paid = payment(request.paymentId());
        if (request.amount().getAmountMinorLong() > paid.kept()) {
            return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "Only " + paid.kept() + " is left.");
        }
        paid.refunds.add(new Refund(
                "r" + paid.refunds.size(),
                Optional.of(request.key()),
                request.amount(),
                true,
                Instant.now(),
                request.lines(),
                cents(0)));
        return CommandResult.done(request.key());
    }

    /** A person gives money back, of the first payment that has some. False if nothing is left. */
    public boolean refundByHand(long most) {
        Optional<Paid> paid =
                payments.stream().filter(payment -> payment.kept() > 0).findFirst();
        paid.ifPresent(payment -> payment.refunds.add(new Refund(
                "r" + payment.refunds.size(),
                Optional.empty(),
                cents(Math.min(most, payment.kept())),
                true,
                Instant.now(),
                List.of(),
                cents(0))));
        return paid.isPresent();
    }

    private Paid payment(String payment) {
        return payments.get(number(payment));
    }

    /** Lines and payments are called by a letter and their position from 1 on. */
    private static int number(String called) {
        return Integer.parseInt(called.substring(1)) - 1;
    }

    private static Money cents(long amount) {
        return Money.ofMinor(CurrencyUnit.EUR, amount);
    }

    OrderSnapshot snapshot() {
        List<Line> lines = new ArrayList<>();
        for (Article article : articles) {
            lines.add(new Line(
                    "l" + (lines.size() + 1),
                    Optional.of(article.variant),
                    LineKind.ARTICLE,
                    BigDecimal.valueOf(article.quantity),
                    BigDecimal.valueOf(article.cancelled),
                    cents(article.quantity * article.unitPrice),
                    cents(0)));
        }
        List<Payment> paid = new ArrayList<>();
        for (Paid payment : payments) {
            boolean counts = payment.state == PaymentState.AUTHORIZED || payment.state == PaymentState.CAPTURED;
            paid.add(new Payment(
                    "p" + (paid.size() + 1),
                    "card",
                    PaymentKind.MONEY,
                    payment.state,
                    cents(payment.amount),
                    cents(payment.captured),
                    counts ? Optional.of(payment.at) : Optional.empty(),
                    Optional.empty(),
                    payment.refunds));
        }
        return new OrderSnapshot(
                id,
                "R-" + id,
                Optional.of(customer),
                Optional.empty(),
                placedAt,
                cancelled ? OrderSnapshot.State.CANCELLED : OrderSnapshot.State.OPEN,
                OrderSnapshot.Fulfilment.NOT_SENT,
                CurrencyUnit.EUR,
                lines,
                cents(0),
                paid,
                Set.of(),
                metadata);
    }
}
