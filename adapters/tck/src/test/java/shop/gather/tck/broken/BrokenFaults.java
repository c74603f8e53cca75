package shop.gather.tck.broken;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.RetryAfter;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.FaultyCommandsContract;
import shop.gather.tck.FaultyReadsContract;

/** Mistakes in understanding a network that fails. */
final class BrokenFaults {

    private static final String[] READS = {
        "whereNobodyListensTheShopIsUnreachable",
        "aBrokenConnectionIsNoAnswer",
        "aSilentShopIsNoAnswer",
        "halfAnAnswerIsNone",
        "whatIsNoJsonIsABadAnswer",
        "aPageForPeopleIsABadAnswer",
        "aServerErrorIsAFailureOfTheShop",
        "aShopThatBreaksIsAFailureOfTheShop",
        "aClosedShopIsAFailureOfTheShop",
        "a404OfAnotherIsNoWordOfTheShop",
        "credentialsThatCountNoMoreAreUnauthorized",
        "whoIsToSlowDownIsToldForHowLong"
    };

    private static final String[] DONE_BY_THE_SHOP = {
        "aCommandWhoseAnswerIsLateIsDoneOnce",
        "aCommandWithHalfAnAnswerIsDoneOnce",
        "aCommandWithAGarbledAnswerIsDoneOnce",
        "aCommandAnsweredWithAPageIsDoneOnce",
        "aCommandThatIsSaidToHaveFailedIsDoneOnce",
        "aCommandOverWhichTheShopBreaksIsDoneOnce"
    };

    /** Not a port or an id that contains these digits. */
    private static final Pattern STATUS_405 = Pattern.compile("\\b405\\b");

    private BrokenFaults() {}

    static List<Flaw> all() {
        return List.of(
                reads("an order that cannot be read is said not to exist", failure -> null, READS),
                reads("the library's own exception escapes", failure -> new IllegalStateException(failure), READS),
                reads(
                        "whatever goes wrong is called unreachable",
                        failure -> new ShopException(ShopError.UNREACHABLE, failure.getMessage()),
                        "aSilentShopIsNoAnswer",
                        "halfAnAnswerIsNone",
                        "whatIsNoJsonIsABadAnswer",
                        "aPageForPeopleIsABadAnswer",
                        "aServerErrorIsAFailureOfTheShop",
                        "aShopThatBreaksIsAFailureOfTheShop",
                        "aClosedShopIsAFailureOfTheShop",
                        "a404OfAnotherIsNoWordOfTheShop",
                        "credentialsThatCountNoMoreAreUnauthorized",
                        "whoIsToSlowDownIsToldForHowLong"),
                reads(
                        "nobody is told for how long to slow down",
                        failure -> new ShopException(((ShopException) failure).error(), failure.getMessage()),
                        "whoIsToSlowDownIsToldForHowLong"),
                commands(
                        "a command without an answer is called refused",
                        result -> result instanceof Unknown
                                ? CommandResult.refused(RefusalCode.SHOP_REFUSED, "no answer")
                                : result,
                        "aCommandOnABrokenConnectionIsDoneOnce",
                        "aCommandThatTheShopDidNotHearIsDoneOnce",
                        "aCommandWhoseAnswerIsLateIsDoneOnce",
                        "aCommandWithHalfAnAnswerIsDoneOnce",
                        "aCommandWithAGarbledAnswerIsDoneOnce",
                        "aCommandAnsweredWithAPageIsDoneOnce",
                        "aCommandThatAnotherKnowsNothingOfIsDoneOnce",
                        "aCommandThatAPageDoesNotAllowIsDoneOnce",
                        "aCommandThatIsSaidToHaveFailedIsDoneOnce",
                        "aCommandOverWhichTheShopBreaksIsDoneOnce",
                        "aCommandToAClosedShopIsDoneOnce"),
                commands(
                        "whatever is answered with 405 is called not supported by the shop",
                        result -> result instanceof Unknown unknown
                                        && STATUS_405.matcher(unknown.reason()).find()
                                ? CommandResult.refused(RefusalCode.NOT_SUPPORTED, "the shop cannot do this")
                                : result,
                        "aCommandThatAPageDoesNotAllowIsDoneOnce"),
                commands(
                        "a command that must wait is called refused",
                        result -> result instanceof RetryAfter
                                ? CommandResult.refused(RefusalCode.SHOP_REFUSED, "busy")
                                : result,
                        "aCommandWaitsForAShopThatNobodyReaches",
                        "aCommandComesBackWhenTheShopSays"),
                commands(
                        "wrong credentials are called a refusal of the shop",
                        result -> result instanceof CommandResult.Refused refused
                                        && refused.code() == RefusalCode.UNAUTHORIZED
                                ? CommandResult.refused(RefusalCode.SHOP_REFUSED, "no")
                                : result,
                        "aCommandWithoutCredentialsIsDoneOnceTheyCount"),
                Flaw.of(
                        FaultyCommandsContract.class,
                        "a command whose answer was lost is sent again under another key",
                        (shop, backend) -> new Patched(shop).refunds(wanted -> {
                            CommandResult result = shop.refunds().orElseThrow().refund(wanted);
                            if (result instanceof Unknown) {
                                shop.refunds().orElseThrow().refund(BrokenRefunds.keyed(wanted, wanted.key() + "-2"));
                            }
                            return result;
                        }),
                        withTheUnheard()),
                Flaw.of(
                        FaultyCommandsContract.class,
                        "a credit whose answer was lost is given again under another key",
                        (shop, backend) -> new Patched(shop).credits(wanted -> {
                            CommandResult result =
                                    shop.storeCredits().orElseThrow().credit(wanted);
                            if (result instanceof Unknown) {
                                shop.storeCredits()
                                        .orElseThrow()
                                        .credit(BrokenCredits.keyed(wanted, wanted.key() + "-2"));
                            }
                            return result;
                        }),
                        withTheUnheard()));
    }

    /** What the shop has not heard is sent twice as well once the second try is heard. */
    private static String[] withTheUnheard() {
        String[] all = java.util.Arrays.copyOf(DONE_BY_THE_SHOP, DONE_BY_THE_SHOP.length + 5);
        all[DONE_BY_THE_SHOP.length] = "aCommandOnABrokenConnectionIsDoneOnce";
        all[DONE_BY_THE_SHOP.length + 1] = "aCommandThatTheShopDidNotHearIsDoneOnce";
        all[DONE_BY_THE_SHOP.length + 2] = "aCommandThatAnotherKnowsNothingOfIsDoneOnce";
        all[DONE_BY_THE_SHOP.length + 3] = "aCommandThatAPageDoesNotAllowIsDoneOnce";
        all[DONE_BY_THE_SHOP.length + 4] = "aCommandToAClosedShopIsDoneOnce";
        return all;
    }

    /** @param worse what is thrown in place of a failure; null for nothing, which is an order that is not there */
    private static Flaw reads(String what, UnaryOperator<RuntimeException> worse, String... failing) {
        return Flaw.of(
                FaultyReadsContract.class,
                what,
                (shop, backend) -> new Patched(shop).orders(worse(shop, worse)),
                failing);
    }

    private static Orders worse(Shop shop, UnaryOperator<RuntimeException> worse) {
        Orders honest = shop.orders();
        return new Orders() {
            @Override
            public Optional<OrderSnapshot> order(String orderId) {
                try {
                    return honest.order(orderId);
                } catch (ShopException failure) {
                    RuntimeException thrown = worse.apply(failure);
                    if (thrown == null) {
                        return Optional.empty();
                    }
                    throw thrown;
                }
            }

            @Override
            public Changes changedSince(Optional<String> cursor, int limit) {
                return honest.changedSince(cursor, limit);
            }

            @Override
            public List<String> placedBy(String customerId, Instant since) {
                return honest.placedBy(customerId, since);
            }
        };
    }

    private static Flaw commands(String what, UnaryOperator<CommandResult> worse, String... failing) {
        return Flaw.of(
                FaultyCommandsContract.class,
                what,
                (shop, backend) -> new Patched(shop)
                        .refunds(wanted ->
                                worse.apply(shop.refunds().orElseThrow().refund(wanted))),
                failing);
    }
}
