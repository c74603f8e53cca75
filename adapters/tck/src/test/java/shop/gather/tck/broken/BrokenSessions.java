package shop.gather.tck.broken;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Shop;
import shop.gather.tck.CustomerSessionsContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in telling who is logged in. */
final class BrokenSessions {

    private static final String TELLS = "tokenTellsItsCustomerAndNobodyElse";
    private static final String AGAIN = "askingDoesNotEndTheSession";
    private static final String THREADS = "tokensAreNotMixedUpAmongThreads";
    private static final String FORGED = "forgedTokenIsNobody";
    private static final String ID = "idOrEmailIsNoToken";
    private static final String NONSENSE = "nonsenseIsNobody";

    private BrokenSessions() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        CustomerSessionsContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).sessions(null),
                        "customerSessionsAreThereExactlyIfClaimed",
                        TELLS,
                        AGAIN,
                        THREADS,
                        FORGED,
                        ID,
                        NONSENSE),
                flaw(
                        "a customer's id is taken for a token",
                        (shop, backend) -> token ->
                                honest(shop, token).or(() -> shop.customers().customer(token)),
                        ID),
                flaw(
                        "the end of a token is not looked at",
                        (shop, backend) -> token -> backend.tokens().stream()
                                .filter(given -> start(given).equals(start(token)))
                                .findFirst()
                                .flatMap(given -> honest(shop, given)),
                        FORGED),
                flaw(
                        "the token is kept in the connection",
                        (shop, backend) -> {
                            AtomicReference<String> current = new AtomicReference<>();
                            return token -> {
                                current.set(token);
                                LockSupport.parkNanos(5_000_000);
                                return honest(shop, current.get());
                            };
                        },
                        THREADS),
                flaw(
                        "a token is good for one question",
                        (shop, backend) -> token -> {
                            Optional<CustomerSnapshot> customer = honest(shop, token);
                            backend.endSession(token);
                            return customer;
                        },
                        TELLS,
                        AGAIN,
                        THREADS),
                flaw(
                        "a token with a line break fails",
                        (shop, backend) -> token -> {
                            if (token.contains("\n")) {
                                throw new IllegalArgumentException("illegal header value");
                            }
                            return honest(shop, token);
                        },
                        NONSENSE),
                flaw(
                        "an empty token is the last customer",
                        (shop, backend) -> token -> honest(shop, token)
                                .or(() -> token.isBlank() ? shop.customers().customer("c1") : Optional.empty()),
                        NONSENSE),
                flaw(
                        "everybody is the first customer",
                        (shop, backend) -> token -> shop.customers().customer("c1"),
                        TELLS,
                        AGAIN,
                        THREADS,
                        FORGED,
                        ID,
                        NONSENSE));
    }

    private static String start(String token) {
        return token.substring(0, Math.max(0, token.length() - 1));
    }

    private static Optional<CustomerSnapshot> honest(Shop shop, String token) {
        return shop.customerSessions().orElseThrow().whoIs(token);
    }

    private interface Sessions {
        CustomerSessions of(Shop honest, MemoryBackend backend);
    }

    private static Flaw flaw(String what, Sessions worse, String... failing) {
        return Flaw.of(
                CustomerSessionsContract.class,
                what,
                (shop, backend) -> new Patched(shop).sessions(worse.of(shop, backend)),
                failing);
    }
}
