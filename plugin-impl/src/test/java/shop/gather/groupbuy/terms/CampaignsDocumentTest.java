package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CAMPAIGNS.md describes every kind of policy that there is. */
class CampaignsDocumentTest {

    private static final List<Class<?>> POLICIES = List.of(
            PricePolicy.class,
            TeamPolicy.class,
            StockPolicy.class,
            SchedulePolicy.class,
            PaymentPolicy.class,
            FulfilmentPolicy.class);

    @Test
    void everyKindIsDescribed() throws IOException {
        String document = Files.readString(Path.of("CAMPAIGNS.md"));
        List<Class<?>> kinds = POLICIES.stream()
                .flatMap(policy -> Stream.of(policy.getPermittedSubclasses()))
                .toList();
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(8).allSatisfy(kind -> {
            assertThat(document).contains("`" + kind.getAnnotation(Kind.class).value() + "`");
            if (PricePolicy.class.isAssignableFrom(kind) || TeamPolicy.class.isAssignableFrom(kind)) {
                assertThat(document)
                        .contains(Arrays.stream(kind.getRecordComponents())
                                .map(field -> "`" + field.getName() + "`")
                                .toList());
            }
        });
    }
}
