package shop.gather;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Public;
import shop.gather.spi.OrderSnapshot.Payment;

/** The shape of the module. Each rule first makes sure that it has read something. */
class ArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            // In a build that makes no jars the other modules' classes are folders too.
            .withImportOption(location -> location.contains("/plugin-impl/"))
            .importPackages("shop.gather");

    @Test
    void readsTheWholeModule() {
        assertThat(MODULE.size()).isGreaterThan(250);
        for (String feature : List.of(
                "store",
                "shop.connection",
                "shop.command",
                "order.facts",
                "order.intake",
                "member",
                "community",
                "link",
                "referral.attribution",
                "referral.commission",
                "groupbuy",
                "forecast",
                "recruitment",
                "ledger",
                "payout")) {
            assertThat(MODULE.containPackage("shop.gather." + feature))
                    .as(feature)
                    .isTrue();
        }
    }

    @Test
    void featuresDependOnOneAnotherInOneDirection() {
        slices().matching("shop.gather.(*)..").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void foldersDependOnOneAnotherInOneDirection() {
        slices().matching("shop.gather.(**)").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void thePlatformKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage("shop.gather.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "shop.gather.store..",
                        "shop.gather.shop..",
                        "shop.gather.order..",
                        "shop.gather.member..",
                        "shop.gather.community..",
                        "shop.gather.link..",
                        "shop.gather.referral..",
                        "shop.gather.groupbuy..",
                        "shop.gather.forecast..",
                        "shop.gather.insight..",
                        "shop.gather.recruitment..",
                        "shop.gather.ledger..",
                        "shop.gather.payout..",
                        "shop.gather.event..",
                        "shop.gather.message..")
                .check(MODULE);
    }

    /** One that is its feature's domain type may be public for the feature's other sub-folders. */
    @Test
    void entitiesStayInTheirFeature() {
        List<JavaClass> entities = MODULE.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .toList();
        assertThat(entities).isNotEmpty();
        assertThat(entities.stream().flatMap(entity -> entity.getDirectDependenciesToSelf().stream()))
                .isNotEmpty()
                .filteredOn(use -> !feature(use.getOriginClass()).equals(feature(use.getTargetClass())))
                .isEmpty();
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }

    @Test
    void onlyTheDatabasePackageHoldsConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("shop.gather.platform.database..")
                .and()
                .doNotHaveFullyQualifiedName("shop.gather.platform.work.Scheduling")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Connection.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DataSource.class)
                .because(
                        "native SQL goes through StoreSql, which demands a store; the scheduler's library needs the data source itself")
                .check(MODULE);
    }

    @Test
    void everyResourceMethodSaysWhoMayCallIt() {
        methods()
                .that(describe("answer HTTP requests", ArchitectureTest::answersRequests))
                .should()
                .beAnnotatedWith(Allow.class)
                .orShould()
                .beAnnotatedWith(Public.class)
                .check(MODULE);
    }

    @Test
    void onlyTheOrderFactsAddUpPayments() {
        assertThat(MODULE.contain(OrderFacts.class)).isTrue();
        noClasses()
                .that()
                .resideOutsideOfPackage("shop.gather.order..")
                .and()
                .doNotHaveFullyQualifiedName("shop.gather.groupbuy.settlement.SettlementPlan")
                .and()
                .doNotHaveFullyQualifiedName("shop.gather.order.intake.SnapshotJson")
                .and()
                .doNotHaveFullyQualifiedName("shop.gather.order.intake.DeletedOrders")
                .should()
                .callMethod(Payment.class, "amount")
                .orShould()
                .callMethod(Payment.class, "captured")
                .because(
                        "what an order paid is defined once: OrderFacts. Others copy payments or name one in a command")
                .check(MODULE);
    }

    @Test
    void noMethodTakesTwoIdsWithoutTheirKind() {
        codeUnits()
                .that()
                .areDeclaredInClassesThat(describe("use ids", ArchitectureTest::usesIds))
                .should(notTakeTwoBareIds())
                .because("the compiler cannot see that a team and a member were exchanged; each kind of id has a type")
                .check(MODULE);
    }

    @Test
    void theClockIsInjected() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MODULE);
    }

    /**
     * All classes but queries and keys of entities, which have the types of columns, a row that a query makes, and a
     * range between two ids of one kind.
     */
    private static boolean usesIds(JavaClass type) {
        return !type.getName().matches(".*Rows(_|\\$.*)?")
                && !List.of("Key", "CommunityView", "Range").contains(type.getSimpleName());
    }

    private static ArchCondition<JavaCodeUnit> notTakeTwoBareIds() {
        return new ArchCondition<>("not take two UUIDs") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                long ids = unit.getRawParameterTypes().stream()
                        .filter(type -> type.isEquivalentTo(UUID.class))
                        .count();
                if (ids > 1) {
                    events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " takes " + ids + " UUIDs"));
                }
            }
        };
    }

    private static boolean answersRequests(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
    }
}
