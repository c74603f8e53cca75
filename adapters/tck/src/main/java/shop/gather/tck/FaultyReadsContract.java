package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The result of a read when the network or a proxy fails at any one of its calls: the correct order, if the adapter
 * recovered, or the right {@link ShopError}. A read never reports a missing order, and never throws an exception of a
 * library. Afterwards the same connection can read again.
 */
public interface FaultyReadsContract extends ShopUnderTest {

    @Test
    default void whereNobodyListensTheShopIsUnreachable() {
        read(Fault.REFUSED, ShopError.UNREACHABLE);
    }

    @Test
    default void aBrokenConnectionIsNoAnswer() {
        read(Fault.RESET, ShopError.NO_ANSWER, ShopError.UNREACHABLE);
    }

    @Test
    default void aSilentShopIsNoAnswer() {
        read(Fault.SILENT, ShopError.NO_ANSWER);
    }

    @Test
    default void halfAnAnswerIsNone() {
        read(Fault.HALF, ShopError.NO_ANSWER, ShopError.BAD_ANSWER);
    }

    @Test
    default void whatIsNoJsonIsABadAnswer() {
        read(Fault.GARBLED, ShopError.BAD_ANSWER);
    }

    @Test
    default void aPageForPeopleIsABadAnswer() {
        read(Fault.PAGE, ShopError.BAD_ANSWER);
    }

    @Test
    default void aServerErrorIsAFailureOfTheShop() {
        read(Fault.FAILED, ShopError.SHOP_FAILED);
    }

    @Test
    default void aShopThatBreaksIsAFailureOfTheShop() {
        read(Fault.BROKEN, ShopError.SHOP_FAILED);
    }

    @Test
    default void aClosedShopIsAFailureOfTheShop() {
        read(Fault.CLOSED, ShopError.SHOP_FAILED);
    }

    /** Only the shop itself can say that there is no such order. */
    @Test
    default void a404OfAnotherIsNoWordOfTheShop() {
        read(Fault.ELSEWHERE, ShopError.BAD_ANSWER, ShopError.MISCONFIGURED);
    }

    /** Unless the adapter logs in again. */
    @Test
    default void credentialsThatCountNoMoreAreUnauthorized() {
        read(Fault.UNAUTHORIZED, ShopError.UNAUTHORIZED);
    }

    @Test
    default void whoIsToSlowDownIsToldForHowLong() {
        read(Fault.RATE_LIMITED, ShopError.RATE_LIMITED);
    }

    private void read(Fault fault, ShopError first, ShopError... others) {
        String orderId = new Scene(this).paidOrder().orderId();
        OrderSnapshot order = shop().orders().order(orderId).orElseThrow();
        Set<ShopError> expected = EnumSet.of(first, others);
        try (FaultyNetwork network = new FaultyNetwork(this)) {
            network.eachCallMeets(fault, new FaultyNetwork.Trial() {
                @Override
                public void underFault() {
                    try {
                        assertThat(network.shop().orders().order(orderId)).contains(order);
                    } catch (ShopException failure) {
                        assertThat(failure.error()).as(failure.getMessage()).isIn(expected);
                        assertThat(failure.getMessage()).as("for the owner").isNotBlank();
                        if (fault == Fault.RATE_LIMITED) {
                            assertThat(failure.retryAfter()).isEqualTo(Optional.of(Fault.RETRY_AFTER));
                        }
                    }
                }

                @Override
                public void afterwards() {
                    assertThat(network.shop().orders().order(orderId)).contains(order);
                }
            });
        }
    }
}
