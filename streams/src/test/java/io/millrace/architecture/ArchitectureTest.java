package io.millrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.millrace.architecture.planted.cycle.left.PlantedLeft;
import io.millrace.architecture.planted.cycle.right.PlantedRight;
import io.millrace.streams.planted.PlantedApi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. The picture of the packages is in ARCHITECTURE.md; these rules keep it true.
 *
 * <p>A rule says nothing about a package that does not exist yet. The {@code sees...} tests plant an offence in classes
 * of the tests and check that the rule finds it: a rule that cannot fail guards nothing.
 */
@Tag("architecture")
class ArchitectureTest {
    private static JavaClasses production;

    @BeforeAll
    static void importClasses() {
        production = Packages.production();
    }

    @Test
    void noPackagesReachEachOtherInACircle() {
        noCycles().check(production);
    }

    @Test
    void thePublicApiKnowsNoOtherPackageOfOurs() {
        apiStandsAlone().check(production);
    }

    @Test
    void thePublicApiShowsNoTypeFromElsewhereInItsSignatures() {
        apiShowsOnlyItself().check(production);
    }

    @Test
    void baseKnowsNothingOfOurs() {
        allowingEmpty(noClasses()
                        .that()
                        .resideInAPackage("io.millrace.base..")
                        .should()
                        .dependOnClassesThat(Packages.ours().and(not(resideInAPackage("io.millrace.base.."))))
                        .because("base is the lowest package"))
                .check(production);
    }

    @Test
    void onlyTheEmbeddedLogAndTheRocksDbStoreSeeRocksDb() {
        rocksDbStaysInside().check(production);
    }

    @Test
    void onlyTheKafkaLogAndTheClientsSeeKafkasConsumerProducerAndAdmin() {
        kafkaClientsStayInside().check(production);
    }

    @Test
    void onlyTheDslAndTheRuntimeKnowThePlanner() {
        allowingEmpty(noClasses()
                        .that()
                        .resideOutsideOfPackages("io.millrace.planner..", "io.millrace.dsl..", "io.millrace.runtime..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.millrace.planner..")
                        .because("what runs sees the finished plan (io.millrace.plan), never the planning"))
                .check(production);
    }

    @Test
    void seesAPlantedCycle() {
        JavaClasses planted = new ClassFileImporter().importClasses(PlantedLeft.class, PlantedRight.class);

        assertThat(noCycles().evaluate(planted).hasViolation()).isTrue();
    }

    @Test
    void seesAPlantedUseOfRocksDbAndOfAKafkaConsumer() {
        JavaClasses planted = new ClassFileImporter().importClasses(PlantedUses.class);

        assertThat(rocksDbStaysInside().evaluate(planted).hasViolation()).isTrue();
        assertThat(kafkaClientsStayInside().evaluate(planted).hasViolation()).isTrue();
    }

    @Test
    void seesAPlantedTypeFromElsewhereInASignatureOfTheApi() {
        JavaClasses planted = new ClassFileImporter().importClasses(PlantedApi.class);

        assertThat(apiStandsAlone().evaluate(planted).hasViolation()).isTrue();
        assertThat(apiShowsOnlyItself().evaluate(planted).getFailureReport().getDetails())
                .singleElement()
                .asString()
                .contains("PlantedApi.shown() shows " + PlantedLeft.class.getName());
    }

    private static ArchRule noCycles() {
        return allowingEmpty(slices().assignedFrom(Packages.slices()).should().beFreeOfCycles());
    }

    private static ArchRule apiStandsAlone() {
        return allowingEmpty(noClasses()
                .that(Packages.api())
                .should()
                .dependOnClassesThat(Packages.ours().and(not(Packages.api())))
                .because("users compile against the API alone; it finds the engine through io.millrace.streams.spi"));
    }

    private static ArchRule apiShowsOnlyItself() {
        return allowingEmpty(classes().that(Packages.api()).and().arePublic().should(new ShowsOnlyApiTypes()));
    }

    private static ArchRule rocksDbStaysInside() {
        return allowingEmpty(noClasses()
                .that()
                .resideOutsideOfPackages("io.millrace.log.embedded..", "io.millrace.store.rocksdb..")
                .and()
                .doNotHaveFullyQualifiedName("io.millrace.streams.state.RocksDBConfigSetter")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb.."));
    }

    private static ArchRule kafkaClientsStayInside() {
        return allowingEmpty(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.millrace.log.kafka..", "io.millrace.log.clients..", "io.millrace.streams..")
                .should()
                .dependOnClassesThat(Packages.kafkaClient())
                .because("all others read and write through io.millrace.log"));
    }

    private static ArchRule allowingEmpty(ArchRule rule) {
        return rule.allowEmptyShould(true);
    }
}
