package shop.gather.tck.broken;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.AnyScriptContract;
import shop.gather.tck.CancellationsContract;
import shop.gather.tck.CatalogContract;
import shop.gather.tck.ChangePagesContract;
import shop.gather.tck.CustomerSessionsContract;
import shop.gather.tck.CustomersContract;
import shop.gather.tck.DeferredCaptureContract;
import shop.gather.tck.DirectContext;
import shop.gather.tck.FaultyCommandsContract;
import shop.gather.tck.FaultyReadsContract;
import shop.gather.tck.IdentityContract;
import shop.gather.tck.LineCancellationsContract;
import shop.gather.tck.MoneyContract;
import shop.gather.tck.NotificationsContract;
import shop.gather.tck.OrderChangesContract;
import shop.gather.tck.OrdersContract;
import shop.gather.tck.PortContracts;
import shop.gather.tck.PriceOfferEndingsContract;
import shop.gather.tck.PriceOffersContract;
import shop.gather.tck.RefundsContract;
import shop.gather.tck.RefusalsContract;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopUnderTest;
import shop.gather.tck.StoreCreditsContract;
import shop.gather.tck.StorefrontContract;
import shop.gather.tck.WrongClockContract;
import shop.gather.tck.memory.MemoryAdapter;
import shop.gather.tck.memory.MemoryBackend;
import shop.gather.tck.memory.MemoryDriver;

/**
 * The shop that is shown to a contract inside of a test. JUnit makes the instances of the test class, so the shop waits
 * in a static field; the outer tests run one after the other.
 */
abstract class Exhibit implements ShopUnderTest {

    /** One test class per contract, for the engine to run. */
    static final Map<Class<? extends ShopUnderTest>, Class<? extends Exhibit>> CLASSES = Map.ofEntries(
            Map.entry(IdentityContract.class, OfIdentity.class),
            Map.entry(CatalogContract.class, OfCatalog.class),
            Map.entry(CustomersContract.class, OfCustomers.class),
            Map.entry(OrdersContract.class, OfOrders.class),
            Map.entry(OrderChangesContract.class, OfOrderChanges.class),
            Map.entry(StorefrontContract.class, OfStorefront.class),
            Map.entry(CustomerSessionsContract.class, OfCustomerSessions.class),
            Map.entry(PriceOffersContract.class, OfPriceOffers.class),
            Map.entry(PriceOfferEndingsContract.class, OfPriceOfferEndings.class),
            Map.entry(DeferredCaptureContract.class, OfDeferredCapture.class),
            Map.entry(CancellationsContract.class, OfCancellations.class),
            Map.entry(LineCancellationsContract.class, OfLineCancellations.class),
            Map.entry(RefundsContract.class, OfRefunds.class),
            Map.entry(StoreCreditsContract.class, OfStoreCredits.class),
            Map.entry(NotificationsContract.class, OfNotifications.class),
            Map.entry(MoneyContract.class, OfMoney.class),
            Map.entry(ChangePagesContract.class, OfChangePages.class),
            Map.entry(RefusalsContract.class, OfRefusals.class),
            Map.entry(AnyScriptContract.class, OfAnyScript.class),
            Map.entry(WrongClockContract.class, OfWrongClock.class),
            Map.entry(FaultyReadsContract.class, OfFaultyReads.class),
            Map.entry(FaultyCommandsContract.class, OfFaultyCommands.class),
            Map.entry(PortContracts.class, OfEverything.class));

    private static Shown shown;

    /** Puts a shop on show; close it after the run. */
    static Shown show(BiFunction<ShopAdapter, MemoryBackend, ShopAdapter> adapter, Set<Capability> claims) {
        return show(new MemoryDriver(), adapter, claims, true);
    }

    /** Puts a shop on show that has no port but the required ones, and takes all money at once. */
    static Shown showBare(Set<Capability> claims) {
        return show(
                MemoryDriver.takingMoneyAtOnce(), (honest, backend) -> Flaw.shops(honest, Patched::bare), claims, true);
    }

    /** Puts the honest shop on show and says that it carries no metadata. */
    static Shown showWithoutMetadata(Set<Capability> claims) {
        return show(new MemoryDriver(), (honest, backend) -> honest, claims, false);
    }

    /** Puts the honest shop on show, as this driver knows it. */
    static Shown show(MemoryDriver driver, Set<Capability> claims) {
        return show(driver, (honest, backend) -> honest, claims, true);
    }

    private static Shown show(
            MemoryDriver driver,
            BiFunction<ShopAdapter, MemoryBackend, ShopAdapter> adapter,
            Set<Capability> claims,
            boolean metadata) {
        ShopAdapter shownAdapter = adapter.apply(new MemoryAdapter(driver.backend()), driver.backend());
        shown = new Shown(
                driver,
                new MemoryDriver(),
                shownAdapter,
                shownAdapter.connect(new DirectContext(driver.settings(), driver.clock())),
                claims,
                metadata);
        return shown;
    }

    record Shown(
            MemoryDriver driver,
            MemoryDriver another,
            ShopAdapter adapter,
            Shop shop,
            Set<Capability> claims,
            boolean metadata)
            implements AutoCloseable {
        @Override
        public void close() {
            driver.close();
            another.close();
        }
    }

    @Override
    public ShopAdapter adapter() {
        return shown.adapter();
    }

    @Override
    public ShopDriver driver() {
        return shown.driver();
    }

    @Override
    public Shop shop() {
        return shown.shop();
    }

    @Override
    public Set<Capability> claims() {
        return shown.claims();
    }

    @Override
    public boolean carriesMetadata() {
        return shown.metadata();
    }

    @Override
    public Clock clock() {
        return shown.driver().clock();
    }

    @Override
    public void pass(Duration duration) {
        shown.driver().clock().move(duration);
    }

    @Override
    public <I, O> List<O> inOneMoment(List<I> inputs, Function<I, O> work) {
        return shown.driver().clock().stoppedFor(() -> inputs.stream().map(work).toList());
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        return Optional.of(shown.another());
    }

    static class OfIdentity extends Exhibit implements IdentityContract {}

    static class OfCatalog extends Exhibit implements CatalogContract {}

    static class OfCustomers extends Exhibit implements CustomersContract {}

    static class OfOrders extends Exhibit implements OrdersContract {}

    static class OfOrderChanges extends Exhibit implements OrderChangesContract {}

    static class OfStorefront extends Exhibit implements StorefrontContract {}

    static class OfCustomerSessions extends Exhibit implements CustomerSessionsContract {}

    static class OfPriceOffers extends Exhibit implements PriceOffersContract {}

    static class OfPriceOfferEndings extends Exhibit implements PriceOfferEndingsContract {}

    static class OfDeferredCapture extends Exhibit implements DeferredCaptureContract {}

    static class OfCancellations extends Exhibit implements CancellationsContract {}

    static class OfLineCancellations extends Exhibit implements LineCancellationsContract {}

    static class OfRefunds extends Exhibit implements RefundsContract {}

    static class OfStoreCredits extends Exhibit implements StoreCreditsContract {}

    static class OfNotifications extends Exhibit implements NotificationsContract {}

    static class OfMoney extends Exhibit implements MoneyContract {}

    static class OfChangePages extends Exhibit implements ChangePagesContract {}

    static class OfRefusals extends Exhibit implements RefusalsContract {}

    static class OfAnyScript extends Exhibit implements AnyScriptContract {}

    static class OfWrongClock extends Exhibit implements WrongClockContract {}

    static class OfFaultyReads extends Exhibit implements FaultyReadsContract {}

    static class OfFaultyCommands extends Exhibit implements FaultyCommandsContract {}

    static class OfEverything extends Exhibit implements PortContracts {}
}
