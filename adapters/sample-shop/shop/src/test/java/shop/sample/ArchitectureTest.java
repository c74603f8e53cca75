package shop.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import shop.sample.platform.Time;

/** The shop is a shop of its own: it knows nothing of whoever talks to it. */
class ArchitectureTest {

    private static final JavaClasses SHOP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("shop");

    @Test
    void theWholeShopWasRead() {
        assertThat(SHOP).hasSizeGreaterThan(45);
    }

    @Test
    void nothingOfGatherIsUsed() {
        assertThat(SHOP).allMatch(type -> type.getPackageName().startsWith("shop.sample"));
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("shop.gather..", "org.joda.money..")
                .check(SHOP);
    }

    @Test
    void foldersHaveNoCycles() {
        slices().matching("shop.sample.(*)..").should().beFreeOfCycles().check(SHOP);
    }

    @Test
    void onlyTheClockReadsTheTime() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Time.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "tickMillis", ZoneId.class)
                .check(SHOP);
    }
}
