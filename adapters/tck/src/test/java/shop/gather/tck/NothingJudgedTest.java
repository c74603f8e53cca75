package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** A shop that cannot be connected is one failure with its cause, not one for each contract. */
class NothingJudgedTest {

    @Test
    void theReportSaysWhyNothingWasJudged() {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Unconnected.class))
                .configurationParameter(ConformanceReport.SILENT, "true")
                .execute()
                .allEvents();
        assertThat(events.failed().count()).isEqualTo(1);
        assertThat(events.reportingEntryPublished().stream().map(event -> event.getRequiredPayload(ReportEntry.class)
                        .getKeyValuePairs()
                        .get(ConformanceReport.ENTRY)))
                .singleElement()
                .asString()
                .contains("BROKEN   nothing was judged: ", "the shop does not accept the key");
    }

    static class Unconnected implements StorefrontContract {

        @BeforeAll
        static void connect() {
            throw new ShopException(ShopError.UNAUTHORIZED, "the shop does not accept the key");
        }

        @Override
        public ShopAdapter adapter() {
            throw new AssertionError("there is none");
        }

        @Override
        public ShopDriver driver() {
            throw new AssertionError("there is none");
        }

        @Override
        public Shop shop() {
            throw new AssertionError("there is none");
        }

        @Override
        public Set<Capability> claims() {
            return Set.of();
        }
    }
}
