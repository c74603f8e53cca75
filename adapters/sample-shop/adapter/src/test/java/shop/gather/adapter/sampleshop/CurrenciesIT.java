package shop.gather.adapter.sampleshop;

import java.util.EnumSet;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.MoneyContract;
import shop.gather.tck.ShopDriver;

/**
 * Money in currencies of 0, 2 and 3 decimals, with tax in the prices and without, where no other class has that pair
 * with all capabilities.
 */
@Tag("long")
class CurrenciesIT {

    @Nested
    class YenWithTax extends InACurrency {
        YenWithTax() {
            super(CurrencyUnit.JPY, true, "10");
        }
    }

    @Nested
    class YenWithoutTax extends InACurrency {
        YenWithoutTax() {
            super(CurrencyUnit.JPY, false, "8");
        }
    }

    @Nested
    class EurosWithoutTax extends InACurrency {
        EurosWithoutTax() {
            super(CurrencyUnit.EUR, false, "5.5");
        }
    }

    @Nested
    class DinarsWithTax extends InACurrency {
        DinarsWithTax() {
            super(CurrencyUnit.of("KWD"), true, "8.875");
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class InACurrency implements MoneyContract {

        private final SampleShopTerms terms;
        private SampleShopFixture fixture;

        InACurrency(CurrencyUnit currency, boolean taxIncluded, String taxPercent) {
            this.terms = SampleShopTerms.in(currency).tax(taxIncluded, taxPercent);
        }

        @BeforeAll
        void open() {
            fixture = SampleShopFixture.open(terms);
        }

        @AfterAll
        void close() {
            fixture.close();
        }

        @Override
        public ShopAdapter adapter() {
            return new SampleShopAdapter();
        }

        @Override
        public ShopDriver driver() {
            return fixture.driver();
        }

        @Override
        public Shop shop() {
            return fixture.shop();
        }

        @Override
        public Set<Capability> claims() {
            return EnumSet.allOf(Capability.class);
        }
    }
}
