package shop.gather.tck.broken;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.spi.CommandResult;
import shop.gather.spi.Notifications;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.PriceOfferEndingsContract;
import shop.gather.tck.WrongClockContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes of adapters that take Gather's time for the shop's. */
final class BrokenClocks {

    private static final String READ = "ordersAreReadOrTheClockIsNamed";
    private static final String LOST = "noChangeIsLost";
    private static final String SET = "noChangeIsLostWhenTheClockIsSet";
    private static final String COMMAND = "aCommandIsDoneOrTheClockIsNamed";
    private static final String NOTICE = "aNotificationIsReadOrTheClockIsNamed";
    private static final String PRICE = "aPriceHoldsAsLongAsItWasOffered";

    private BrokenClocks() {}

    static List<Flaw> all() {
        return List.of(
                flaw(
                        "a request with another time is a mystery",
                        (shop, backend, gathers) -> new Patched(shop).orders(new Edit.Passing(shop.orders()) {
                            @Override
                            public Optional<OrderSnapshot> order(String orderId) {
                                if (isWrong(gathers)) {
                                    throw new ShopException(ShopError.BAD_ANSWER, "the shop answered 400");
                                }
                                return super.order(orderId);
                            }
                        }),
                        READ),
                flaw(
                        "with another time there are no orders",
                        (shop, backend, gathers) -> new Patched(shop).orders(new Edit.Passing(shop.orders()) {
                            @Override
                            public Optional<OrderSnapshot> order(String orderId) {
                                return isWrong(gathers) ? Optional.empty() : super.order(orderId);
                            }
                        }),
                        READ),
                flaw(
                        "the cursor is Gather's time",
                        (shop, backend, gathers) -> changes(shop, backend, gathers, Duration.ZERO),
                        LOST,
                        SET),
                flaw(
                        "the cursor is Gather's time, corrected by what the connection knows",
                        (shop, backend, gathers) -> changes(shop, backend, gathers, wrongBy(gathers)),
                        SET),
                flaw(
                        "a command with another time is refused without a word",
                        (shop, backend, gathers) -> new Patched(shop)
                                .refunds(wanted -> isWrong(gathers)
                                        ? CommandResult.refused(RefusalCode.SHOP_REFUSED, "the shop answered 400")
                                        : shop.refunds().orElseThrow().refund(wanted)),
                        COMMAND),
                flaw(
                        "a notification of another time names nothing",
                        (shop, backend, gathers) -> notifications(
                                shop,
                                sent -> isWrong(gathers)
                                        ? List.of()
                                        : honest(shop).changedOrders(sent)),
                        NOTICE),
                flaw(
                        "a notification of another time is dropped without a word",
                        (shop, backend, gathers) -> notifications(shop, sent -> {
                            try {
                                return honest(shop).changedOrders(sent);
                            } catch (ShopException dropped) {
                                throw new ShopException(ShopError.BAD_SIGNATURE, "not accepted");
                            }
                        }),
                        NOTICE),
                flaw("an admission lasts by Gather's clock", BrokenClocks::byGathersClock, PRICE),
                Flaw.ofClock(
                        PriceOfferEndingsContract.class,
                        "an admission lasts by Gather's clock",
                        BrokenClocks::byGathersClock,
                        "endedAdmissionGivesItsPriceToNobody"));
    }

    /** How long an admission lasts is reckoned from Gather's time on, and counted from the shop's. */
    private static Shop byGathersClock(Shop shop, MemoryBackend backend, Clock gathers) {
        return new Patched(shop).offers(new PassingOffers(shop.priceOffers().orElseThrow()) {
            @Override
            public CommandResult admit(Admission admission) {
                return super.admit(PassingOffers.admitting(
                        admission, admission.customerId(), admission.until().minus(wrongBy(gathers))));
            }
        });
    }

    private static Shop changes(Shop shop, MemoryBackend backend, Clock gathers, Duration known) {
        return new Patched(shop).orders(new Edit.Passing(shop.orders()) {
            @Override
            public Changes changedSince(Optional<String> cursor, int limit) {
                String next = gathers.instant().toString();
                Instant since = Instant.parse(cursor.orElse(next)).minus(known);
                List<String> ids = backend.log().stream()
                        .filter(change -> !change.at().isBefore(since))
                        .map(MemoryBackend.Change::orderId)
                        .distinct()
                        .toList();
                return new Changes(ids, next, false);
            }
        });
    }

    private static Shop notifications(Shop shop, Notifications worse) {
        return new Patched(shop).notifications(worse);
    }

    private static Notifications honest(Shop shop) {
        return shop.notifications().orElseThrow();
    }

    private static boolean isWrong(Clock gathers) {
        return wrongBy(gathers).abs().compareTo(Duration.ofMinutes(1)) > 0;
    }

    private static Duration wrongBy(Clock gathers) {
        return Duration.between(Clock.systemUTC().instant(), gathers.instant());
    }

    private static Flaw flaw(String what, Flaw.BreakageByClock breakage, String... failing) {
        return Flaw.ofClock(WrongClockContract.class, what, breakage, failing);
    }
}
