package dev.appservices;

import java.nio.file.Path;
import java.util.Date;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;

import com.mongodb.client.MongoClients;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The name of a class and the package it is in say what it may use. */
final class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter().importPath(Path.of("target", "classes", "dev"));

    private static final Pattern KEYCLOAK_EDGE = Pattern.compile(
            ".*(Authenticator|Mapper|StorageProvider|UserAdapter|ResourceProvider|Listener|RequiredAction)(Factory)?"
                    + "|.*Config");

    /** Keycloak's policy for a password that an operator sets needs Keycloak's own view of the user. */
    private static final String STORAGE_PROVIDER = "dev.appservices.storage.AppServicesStorageProvider";

    /** The composition root of the stores: hands the database to each of them. */
    private static final String STORAGE_FACTORY = "dev.appservices.storage.AppServicesStorageProviderFactory";

    /** Hand the settings of a step to its record, or write them. */
    private static final Set<String> SETTINGS = Set.of("ProviderExecutions", "FlowSetup", "CustomTokenSetup");

    @Test
    void classesWhenReadThenAllOfThem() {
        assertThat(OURS.stream().map(JavaClass::getName)).contains(STORAGE_PROVIDER, STORAGE_FACTORY);
    }

    @Test
    void keycloakWhenUsedThenOnlyAtTheEdge() {
        check(noClasses()
                .that(are(
                        "decisions",
                        top -> !in(top, "keycloak", "clientapi", "adminapi")
                                && !KEYCLOAK_EDGE.matcher(top.getSimpleName()).matches()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.keycloak..")
                .because("they are tested without a server; pass values in, or go through the package keycloak"));
    }

    @Test
    void mongoWhenUsedThenOnlyInMongoClasses() {
        check(noClasses()
                .that(are(
                        "not called Mongo…",
                        top -> !top.getSimpleName().startsWith("Mongo")
                                && !top.getName().equals(STORAGE_FACTORY)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.mongodb..")
                .because("a Mongo… class behind a port holds documents and queries"));
    }

    @Test
    void jakartaRestWhenUsedThenOnlyWhereRequestsAreReadAndRendered() {
        check(noClasses()
                .that(are(
                        "not at the HTTP edge",
                        top -> !in(top, "http", "clientapi", "adminapi", "keycloak")
                                && !top.getSimpleName().endsWith("Resource")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .because("a …Resource reads the request and renders; hand it a value or an AppServicesException"));
    }

    @Test
    void providersWhenAskedForThenOnlyInFactoriesAndTheKeycloakPackage() {
        check(noClasses()
                .that(are(
                        "neither factories nor in the package keycloak",
                        top -> !in(top, "keycloak")
                                && !top.getSimpleName().endsWith("Factory")
                                && !top.getName().equals(STORAGE_PROVIDER)))
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(KeycloakSession.class))).and(target(name("getProvider"))))
                .because("factories pass what a class needs to its constructor; services have a facade in keycloak"));
    }

    @Test
    void conceptsWhenCompiledThenWithoutTheRoutingTables() {
        for (String table : Set.of("clientapi", "adminapi")) {
            check(noClasses()
                    .that(are("outside " + table, top -> !in(top, table)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.appservices." + table + "..")
                    .because(table + " routes to concepts and nothing comes back"));
        }
    }

    @Test
    void datesWhenUsedThenOnlyInMongoClasses() {
        check(noClasses()
                .that(are("not called Mongo…", top -> !top.getSimpleName().startsWith("Mongo")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .because("java.time.Instant and an injected Clock do it; documents alone hold dates"));
    }

    @Test
    void mongoClientsWhenMadeThenInOneClass() {
        check(noClasses()
                .that(are("not MongoConnections", top -> !top.getSimpleName().equals("MongoConnections")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(MongoClients.class)
                .because("MongoConnections shares one client for each connection string and closes it"));
    }

    @Test
    void threadsWhenWaitingThenNotAsleep() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("sleep"))))
                .because("a schedule, a latch or a moved Clock does it without blocking a server thread"));
    }

    @Test
    void outputWhenWrittenThenByALogger() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Throwable.class))).and(target(name("printStackTrace"))))
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("org.jboss.logging.Logger with the class's own name does it"));
    }

    /** So that no setting is read that the console does not offer: ConfigKeysTest watches what these read. */
    @Test
    void settingsWhenReadThenByConfigRecords() {
        check(noClasses()
                .that(are(
                        "neither …Config nor one of the classes that write settings",
                        top -> !top.getSimpleName().endsWith("Config") && !SETTINGS.contains(top.getSimpleName())))
                .should()
                .callMethodWhere(target(owner(assignableTo(ComponentModel.class)))
                        .and(target(nameMatching("get|getConfig|getConfigValue|contains"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(AuthenticatorConfigModel.class)))
                        .and(target(name("getConfig"))))
                .orShould()
                .callMethodWhere(
                        target(owner(assignableTo(ProtocolMapperModel.class))).and(target(name("getConfig"))))
                .because("code reads an XConfig record, whose keys are all declared to the console"));
    }

    @Test
    void packagesWhenOursThenNotKeycloaks() {
        check(classes()
                .should()
                .resideInAPackage("dev.appservices..")
                .because("extending or implementing an SPI type needs no package of Keycloak"));
    }

    /** The simple names of the records that hold settings. */
    static Set<String> configRecords() {
        return OURS.stream()
                .filter(type -> type.isRecord() && type.getSimpleName().endsWith("Config"))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    }

    private static void check(ArchRule rule) {
        rule.check(OURS);
    }

    /** Decides by the outermost class, whose name is the one that counts. */
    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe("are " + description, type -> predicate.test(outermost(type)));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static DescribedPredicate<JavaClass> assignableTo(Class<?> type) {
        return JavaClass.Predicates.assignableTo(type);
    }

    private static boolean in(JavaClass type, String... concepts) {
        return Set.of(concepts).contains(type.getPackageName().replaceFirst("^dev\\.appservices\\.", ""));
    }
}
