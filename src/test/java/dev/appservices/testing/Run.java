package dev.appservices.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogManager;

import dev.appservices.migration.AppDefinition;
import dev.appservices.migration.AppDirectory;
import dev.appservices.migration.AppDirectoryException;
import dev.appservices.testing.mail.MailCatcher;

/**
 * The launcher behind {@code mvn -Prun}: a stand-in for MongoDB, a Keycloak with the extension, and the app deployed in
 * it. It runs in Maven's own JVM, where {@code System.exit} ends Maven without a stack trace.
 */
public final class Run {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final RunOptions options;
    private final RunDirectory directory;
    private final RunConsole console;
    private final Deque<Runnable> running = new ArrayDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Run(RunOptions options, RunDirectory directory, RunConsole console) {
        this.options = options;
        this.directory = directory;
        this.console = console;
    }

    /** Takes the checkout, the unpacked distribution, and the extension's jar. */
    public static void main(String[] arguments) {
        quiet();
        int code = 1;
        try {
            Path project = Path.of(arguments[0]);
            RunOptions options = RunOptions.read(System.getProperties(), project, Path.of(""));
            AppDirectory app = app(options);
            RunDirectory directory = RunDirectory.open(project.resolve(".run"));
            Run run = new Run(options, directory, new RunConsole(System.out, options.dryRun()));
            Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
            code = run.startUnlessStopped(new KeycloakHome(Path.of(arguments[1])), Path.of(arguments[2]), app);
        } catch (LaunchException e) {
            System.out.flush();
            System.err.println(e.getMessage());
            System.err.flush();
        }
        System.exit(code);
    }

    private static AppDirectory app(RunOptions options) {
        try {
            return AppDirectory.read(options.app());
        } catch (AppDirectoryException e) {
            throw new LaunchException("The app in " + options.app() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The stand-in and the driver log through java.util.logging, as in tests; Maven's JVM would print all of it. */
    private static void quiet() {
        try (InputStream configuration = Run.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int startUnlessStopped(KeycloakHome home, Path providerJar, AppDirectory app) {
        try {
            return start(home, providerJar, app);
        } catch (LaunchException e) {
            if (stopping.get()) {
                return 0;
            }
            throw e;
        }
    }

    private int start(KeycloakHome home, Path providerJar, AppDirectory app) {
        String appId = options.appId()
                .or(() -> app.definition().appId())
                .orElseThrow(() -> new LaunchException("The app in " + options.app()
                        + " does not name its App ID; give the one that its clients use with -DappId=..."));
        home.stopLeftOver();
        if (Ports.taken(options.port())) {
            throw new LaunchException(
                    "Port " + options.port() + " is taken by another program; choose another one with -Dport=...");
        }
        Optional<RunningMongo> own = options.mongoUri().map(RunningMongo::at);
        own.ifPresent(RunningMongo::requireAnswer);
        if (options.fresh()) {
            directory.empty();
        }
        String mongo = options.mongoUri().orElseGet(this::startStandIn);
        home.install(providerJar);
        console.say("Starting Keycloak for the app in " + options.app() + " ...");
        RunServer server = new RunServer(options, directory, mongo, appId);
        KeycloakProcess keycloak = server.process(home, console::see);
        whenStopping(keycloak::stop);
        keycloak.start();
        if (options.dryRun()) {
            keycloak.await(console.dryRunEnd(), START_LIMIT);
            return 0;
        }
        keycloak.awaitReady(server.ready(), START_LIMIT);
        String realm = options.realm().orElse(app.definition().name());
        AdminApi admin = new AdminApi(server.baseUrl(), RunServer.ADMIN, directory.adminPassword());
        String mails = catchMails(admin, realm);
        console.say(box(
                        app.definition(),
                        appId,
                        realm,
                        mails,
                        own.map(RunningMongo::hosts)
                                .map(hosts -> "MongoDB at " + hosts)
                                .orElse("a stand-in for MongoDB, " + mongo))
                .text());
        redeploy(new Redeployment(options.app(), app, admin, realm, appId, console::say));
        int code = keycloak.exit().join();
        throw new LaunchException("Keycloak ended with code " + code + "; see " + directory.log() + ".");
    }

    private ClosingBox box(AppDefinition app, String appId, String realm, String mails, String users) {
        return new ClosingBox(
                options.port(),
                options.lan() ? LanAddresses.urls(options.port()) : List.of(),
                options.app(),
                appId,
                realm,
                app.provider("anon-user")
                        .filter(provider -> !provider.disabled())
                        .isPresent(),
                directory.adminPassword(),
                mails,
                users,
                directory.data(),
                directory.log());
    }

    /** Whatever fails here keeps nobody from using the app. */
    private String catchMails(AdminApi admin, String realm) {
        try {
            MailCatcher catcher = MailCatcher.open(
                    Ports.loopback(),
                    Ports.freeFrom(MailCatcher.USUAL_SMTP_PORT),
                    Ports.freeFrom(MailCatcher.USUAL_PAGE_PORT),
                    mail -> console.say(mail.block()));
            whenStopping(catcher::close);
            Optional<String> own = new RealmMails(admin, realm).lead(directory.mailPort(), catcher.smtpPort());
            if (own.isPresent()) {
                catcher.close();
                return "sent by " + own.get() + ", the realm's own SMTP server";
            }
            directory.rememberMailPort(catcher.smtpPort());
            return catcher.page() + " (no mail leaves this machine)";
        } catch (AdminApiException e) {
            return "not caught: Keycloak answered its administrator with status " + e.status();
        } catch (UncheckedIOException e) {
            return "not caught: " + e.getMessage();
        }
    }

    private void redeploy(Redeployment redeployment) {
        AppChanges changes = new AppChanges(redeployment.folder());
        redeployment.runIfChanged();
        whenStopping(new AppWatch(changes, redeployment::run)::close);
    }

    private String startStandIn() {
        EmbeddedMongo standIn = EmbeddedMongo.inFile(directory.mongoFile());
        whenStopping(standIn::close);
        return standIn.connectionString();
    }

    private synchronized void whenStopping(Runnable action) {
        running.push(action);
    }

    /** The last started is stopped first: a server may still need its database. */
    private synchronized void stop() {
        stopping.set(true);
        if (!running.isEmpty()) {
            console.say("Stopping ...");
        }
        running.forEach(Runnable::run);
        directory.close();
    }
}
