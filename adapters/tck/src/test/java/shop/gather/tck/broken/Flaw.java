package shop.gather.tck.broken;

import java.time.Clock;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.tck.ShopUnderTest;
import shop.gather.tck.memory.MemoryBackend;

/**
 * One way in which an adapter is wrong.
 *
 * @param what the mistake, in words
 * @param contract the contract that must notice it
 * @param failing the tests of that contract that fail, all of them; the others still pass
 * @param adapter makes the wrong adapter out of the honest one
 */
record Flaw(
        String what,
        Class<? extends ShopUnderTest> contract,
        Set<String> failing,
        BiFunction<ShopAdapter, MemoryBackend, ShopAdapter> adapter) {

    /** Makes a wrong shop out of an honest one. */
    interface Breakage {
        Shop in(Shop honest, MemoryBackend backend);
    }

    static Flaw of(Class<? extends ShopUnderTest> contract, String what, Breakage breakage, String... failing) {
        return new Flaw(
                what,
                contract,
                Set.of(failing),
                (honest, backend) -> shops(honest, connected -> breakage.in(connected, backend)));
    }

    /** Makes a wrong shop out of an honest one, for it looks at Gather's clock. */
    interface BreakageByClock {
        Shop in(Shop honest, MemoryBackend backend, Clock gathers);
    }

    static Flaw ofClock(
            Class<? extends ShopUnderTest> contract, String what, BreakageByClock breakage, String... failing) {
        return new Flaw(what, contract, Set.of(failing), (honest, backend) -> new ShopAdapter() {
            @Override
            public AdapterDescriptor descriptor() {
                return honest.descriptor();
            }

            @Override
            public Shop connect(ShopContext context) {
                return breakage.in(honest.connect(context), backend, context.clock());
            }
        });
    }

    /** An adapter that hands out other shops than the honest one. */
    static ShopAdapter shops(ShopAdapter honest, UnaryOperator<Shop> worse) {
        return new ShopAdapter() {
            @Override
            public AdapterDescriptor descriptor() {
                return honest.descriptor();
            }

            @Override
            public Shop connect(ShopContext context) {
                return worse.apply(honest.connect(context));
            }
        };
    }

    static Flaw ofDescriptor(
            Class<? extends ShopUnderTest> contract,
            String what,
            UnaryOperator<AdapterDescriptor> worse,
            String... failing) {
        return new Flaw(what, contract, Set.of(failing), (honest, backend) -> new ShopAdapter() {
            @Override
            public AdapterDescriptor descriptor() {
                return worse.apply(honest.descriptor());
            }

            @Override
            public Shop connect(ShopContext context) {
                return honest.connect(context);
            }
        });
    }

    @Override
    public String toString() {
        return contract.getSimpleName() + ": " + what;
    }
}
