package shop.gather.tck.broken;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.NotificationsContract;

/** Mistakes in believing what came from outside. */
final class BrokenNotifications {

    private static final String NAMES = "whatTheShopSendsNamesTheOrder";
    private static final String REFUND = "refundIsNotified";
    private static final String TAMPERED = "tamperedBodyIsDropped";
    private static final String UNSIGNED = "unsignedIsDropped";
    private static final String SWAPPED = "signatureOfAnotherNotificationIsDropped";
    private static final String OLD = "oldIsDropped";
    private static final String CALLS = "readingCallsNothing";

    private BrokenNotifications() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        NotificationsContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).notifications(null),
                        "notificationsAreThereExactlyIfClaimed",
                        NAMES,
                        REFUND,
                        TAMPERED,
                        UNSIGNED,
                        SWAPPED,
                        OLD,
                        CALLS),
                flaw(
                        "the signature is not checked",
                        (honest, sent) -> named(sent),
                        TAMPERED,
                        UNSIGNED,
                        SWAPPED,
                        OLD,
                        CALLS),
                flaw(
                        "only a signature that is there is checked",
                        (honest, sent) -> sent.headers()
                                        .getOrDefault("x-memory-signature", "")
                                        .isEmpty()
                                ? named(sent)
                                : honest.changedOrders(sent),
                        UNSIGNED),
                flaw(
                        "the age is not checked",
                        (honest, sent) -> {
                            try {
                                return honest.changedOrders(sent);
                            } catch (ShopException refused) {
                                if (refused.getMessage().equals("too old")) {
                                    return named(sent);
                                }
                                throw refused;
                            }
                        },
                        OLD),
                flaw(
                        "blanks around the body are ignored",
                        (honest, sent) -> honest.changedOrders(
                                new Notification(sent.headers(), sent.body().strip())),
                        TAMPERED,
                        CALLS),
                Flaw.of(
                        NotificationsContract.class,
                        "a signature once seen is good for any body",
                        (shop, backend) -> {
                            Map<String, String> seen = new HashMap<>();
                            Notifications honest = shop.notifications().orElseThrow();
                            return new Patched(shop).notifications(sent -> {
                                String signature = sent.headers().getOrDefault("x-memory-signature", "");
                                if (signature.length() > 0 && seen.containsKey(signature)) {
                                    return named(sent);
                                }
                                List<String> ids = honest.changedOrders(sent);
                                seen.put(signature, sent.body());
                                return ids;
                            });
                        },
                        TAMPERED,
                        SWAPPED,
                        CALLS),
                flaw(
                        "a bad signature is called a bad answer",
                        (honest, sent) -> {
                            try {
                                return honest.changedOrders(sent);
                            } catch (ShopException refused) {
                                throw new ShopException(ShopError.BAD_ANSWER, refused.getMessage());
                            }
                        },
                        TAMPERED,
                        UNSIGNED,
                        SWAPPED,
                        OLD,
                        CALLS),
                flaw(
                        "no order is named",
                        (honest, sent) -> honest.changedOrders(sent).subList(0, 0),
                        NAMES,
                        REFUND,
                        TAMPERED,
                        UNSIGNED,
                        SWAPPED,
                        OLD,
                        CALLS),
                flaw(
                        "a refund names no order",
                        (honest, sent) -> sent.body().startsWith("REFUNDED") ? List.of() : honest.changedOrders(sent),
                        REFUND),
                Flaw.of(
                        NotificationsContract.class,
                        "the shop is asked about the order",
                        (shop, backend) -> new Patched(shop).notifications(sent -> asked(shop, sent)),
                        CALLS));
    }

    private static List<String> asked(Shop shop, Notification sent) {
        shop.identify();
        return shop.notifications().orElseThrow().changedOrders(sent);
    }

    private static List<String> named(Notification sent) {
        return List.of(sent.body().substring(sent.body().indexOf(':') + 1));
    }

    private interface ReadAs {
        List<String> read(Notifications honest, Notification sent);
    }

    private static Flaw flaw(String what, ReadAs worse, String... failing) {
        return Flaw.of(
                NotificationsContract.class,
                what,
                (shop, backend) -> {
                    Notifications honest = shop.notifications().orElseThrow();
                    return new Patched(shop).notifications(sent -> worse.read(honest, sent));
                },
                failing);
    }
}
