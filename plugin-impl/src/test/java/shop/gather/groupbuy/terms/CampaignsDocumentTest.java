package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CAMPAIGNS.md describes every kind of policy that there is. */
class CampaignsDocumentTest {

    private static final List<Class<?>> POLICIES = List.of(
            PricePolicy.class,
            TeamPolicy.class,
            QuantityPolicy.class,
            EligibilityPolicy.class,
            StockPolicy.class,
            SchedulePolicy.class,
            PaymentPolicy.class,
            FulfilmentPolicy.class,
            LatePolicy.class,
            OutcomePolicy.class,
            DeliveryPolicy.class,
            CasePolicy.class,
            ResalePolicy.class);

    /** Those that a request gives as objects. */
    private static final List<Class<?>> CHOSEN = List.of(
            PricePolicy.class,
            TeamPolicy.class,
            QuantityPolicy.class,
            EligibilityPolicy.class,
            StockPolicy.class,
            FulfilmentPolicy.class,
            LatePolicy.class,
            OutcomePolicy.class,
            DeliveryPolicy.class,
            CasePolicy.class,
            ResalePolicy.class);

    @Test
    void everyKindIsDescribed() throws IOException {
        String document = Files.readString(Path.of("CAMPAIGNS.md"));
        List<Class<?>> kinds = POLICIES.stream()
                .flatMap(policy -> Stream.of(policy.getPermittedSubclasses()))
                .toList();
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(8).allSatisfy(kind -> {
            assertThat(document).contains("`" + kind.getAnnotation(Kind.class).value() + "`");
            if (CHOSEN.stream().anyMatch(policy -> policy.isAssignableFrom(kind))) {
                assertThat(kind.getRecordComponents())
                        .allSatisfy(field -> assertThat(document).contains("`" + field.getName() + "`"));
            }
        });
    }
}
