package shop.gather.tck.broken;

import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.StoreCreditsContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in giving customers credit. */
final class BrokenCredits {

    private static final String EXACT = "creditIsGivenExactly";
    private static final String REPEATED = "repeatedCreditIsGivenOnce";
    private static final String RESTART = "repeatedCreditIsGivenOnceAfterARestart";
    private static final String TWO = "twoKeysAreTwoCreditsEvenOfTheSameAmount";
    private static final String OTHERS = "anotherCustomerIsLeftAlone";
    private static final String UNKNOWN = "anUnknownCustomerIsRefused";
    private static final String NONE = "whatIsNoAmountOfTheShopIsNotGiven";

    private BrokenCredits() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        StoreCreditsContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).credits(null),
                        "storeCreditsAreThereExactlyIfClaimed",
                        EXACT,
                        REPEATED,
                        RESTART,
                        TWO,
                        OTHERS,
                        UNKNOWN,
                        NONE),
                flaw(
                        "each call gives",
                        (shop, backend, wanted) -> {
                            CommandResult result = honest(shop).credit(wanted);
                            if (result instanceof AlreadyDone) {
                                backend.credits().give(wanted.customerId(), wanted.amount());
                            }
                            return result;
                        },
                        REPEATED,
                        RESTART,
                        TWO),
                edited(
                        "a repeated key is done again",
                        wanted -> keyed(wanted, wanted.key() + System.nanoTime()),
                        REPEATED,
                        RESTART,
                        TWO),
                flaw(
                        "keys live in the connection",
                        (shop, backend, wanted) ->
                                honest(shop).credit(keyed(wanted, wanted.key() + System.identityHashCode(shop))),
                        RESTART),
                edited(
                        "the same amount is taken for the same credit",
                        wanted -> keyed(wanted, wanted.customerId() + wanted.amount()),
                        TWO),
                flaw(
                        "whoever registered last gets it",
                        (shop, backend, wanted) -> honest(shop)
                                .credit(
                                        known(shop, wanted.customerId())
                                                ? to(wanted, last(shop), wanted.amount())
                                                : wanted),
                        OTHERS),
                flaw(
                        "what one gets everybody gets",
                        (shop, backend, wanted) -> {
                            CommandResult result = honest(shop).credit(wanted);
                            if (result instanceof CommandResult.Done) {
                                customers(shop)
                                        .filter(other -> !other.equals(wanted.customerId()))
                                        .forEach(other -> backend.credits().give(other, wanted.amount()));
                            }
                            return result;
                        },
                        OTHERS),
                edited(
                        "only whole euros are given",
                        wanted ->
                                to(wanted, wanted.customerId(), wanted.amount().rounded(0, RoundingMode.UP)),
                        EXACT,
                        REPEATED,
                        RESTART,
                        TWO,
                        OTHERS,
                        NONE),
                flaw(
                        "the credit replaces what was there",
                        (shop, backend, wanted) -> {
                            CommandResult result = honest(shop).credit(wanted);
                            if (result instanceof CommandResult.Done) {
                                backend.credits().put(wanted.customerId(), wanted.amount());
                            }
                            return result;
                        },
                        TWO),
                answered(
                        "whom the shop does not know looks credited",
                        result -> is(result, RefusalCode.NOT_FOUND) ? CommandResult.done("") : result,
                        UNKNOWN),
                answered(
                        "whom the shop does not know is refused under another name",
                        result -> is(result, RefusalCode.NOT_FOUND)
                                ? CommandResult.refused(RefusalCode.SHOP_REFUSED, "error 500")
                                : result,
                        UNKNOWN),
                edited(
                        "any currency is taken for the shop's",
                        wanted -> to(
                                wanted,
                                wanted.customerId(),
                                Money.ofMinor(CurrencyUnit.EUR, wanted.amount().getAmountMinorLong())),
                        NONE),
                edited(
                        "a sign is passed over",
                        wanted ->
                                to(wanted, wanted.customerId(), wanted.amount().abs()),
                        NONE),
                answered(
                        "nothing given counts as done",
                        result -> is(result, RefusalCode.SHOP_REFUSED) ? CommandResult.done("") : result,
                        NONE));
    }

    private static StoreCredits honest(Shop shop) {
        return shop.storeCredits().orElseThrow();
    }

    static Credit keyed(Credit wanted, String key) {
        return new Credit(key, wanted.customerId(), wanted.amount(), wanted.reason());
    }

    static Credit to(Credit wanted, String customerId, Money amount) {
        return new Credit(wanted.key(), customerId, amount, wanted.reason());
    }

    private static boolean is(CommandResult result, RefusalCode code) {
        return result instanceof Refused refused && refused.code() == code;
    }

    private static boolean known(Shop shop, String customerId) {
        return shop.customers().customer(customerId).isPresent();
    }

    /** All customers in the order in which they registered. */
    private static Stream<String> customers(Shop shop) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> shop.customers().customer("c" + number))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .map(CustomerSnapshot::customerId);
    }

    private static String last(Shop shop) {
        return customers(shop).reduce((earlier, later) -> later).orElseThrow();
    }

    private interface CreditAs {
        CommandResult credit(Shop shop, MemoryBackend backend, Credit wanted);
    }

    private static Flaw flaw(String what, CreditAs worse, String... failing) {
        return Flaw.of(
                StoreCreditsContract.class,
                what,
                (shop, backend) -> new Patched(shop).credits(wanted -> worse.credit(shop, backend, wanted)),
                failing);
    }

    /** Another credit is given than was wanted. */
    private static Flaw edited(String what, UnaryOperator<Credit> worse, String... failing) {
        return flaw(what, (shop, backend, wanted) -> honest(shop).credit(worse.apply(wanted)), failing);
    }

    /** Another result is told than there was. */
    private static Flaw answered(String what, UnaryOperator<CommandResult> worse, String... failing) {
        return flaw(what, (shop, backend, wanted) -> worse.apply(honest(shop).credit(wanted)), failing);
    }
}
