package shop.gather.adapter.support;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Every adapter's jar contains this module: it may need nothing that an adapter from a folder does not see. */
class BoundaryTest {

    private static final JavaClasses SUPPORT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("shop.gather.adapter.support");

    @Test
    void onlyTheSpiAndThePlatformAreUsed() {
        assertThat(SUPPORT).hasSizeGreaterThan(20);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "jakarta.json..",
                        "org.joda.money..",
                        "shop.gather.spi..",
                        "shop.gather.adapter.support..")
                .check(SUPPORT);
    }

    @Test
    void foldersHaveNoCycles() {
        slices().matching("shop.gather.adapter.(support..)")
                .should()
                .beFreeOfCycles()
                .check(SUPPORT);
    }
}
