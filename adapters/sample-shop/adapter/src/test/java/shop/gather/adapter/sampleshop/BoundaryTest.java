package shop.gather.adapter.sampleshop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import shop.gather.spi.ShopAdapter;

/**
 * The adapter stands on the SPI, the platform and the support that is in its jar, and shares nothing with the shop that
 * it speaks to.
 */
class BoundaryTest {

    private static final JavaClasses ADAPTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("shop.gather.adapter.sampleshop");

    @Test
    void onlyTheSpiAndThePlatformAreUsed() {
        assertThat(ADAPTER).hasSizeGreaterThan(30);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jakarta.json..",
                        "org.joda.money..",
                        "shop.gather.spi..",
                        "shop.gather.adapter.support..",
                        "shop.gather.adapter.sampleshop..")
                .check(ADAPTER);
    }

    @Test
    void itIsFoundByItsId() {
        assertThat(ServiceLoader.load(ShopAdapter.class))
                .extracting(adapter -> adapter.descriptor().id())
                .containsExactly(SampleShopAdapter.ID);
    }
}
