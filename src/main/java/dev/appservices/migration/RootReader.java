package dev.appservices.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.appservices.app.Location;
import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** The file that makes a folder an app, and {@code .mdb/meta.json} beside it. */
final class RootReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /** A name, a hyphen and five letters, so far; apps of tests use other shapes. It is part of every URL. */
    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Set<Integer> VERSIONS = Set.of(20180301, 20200603, 20210101, 20230101);

    private static final Set<String> ENVIRONMENTS = Set.of("development", "testing", "qa", "production");
    private static final String META = ".mdb/meta.json";

    private final Documents documents;
    private final JsonObject root;
    private final Findings findings;

    RootReader(Documents documents, JsonObject root, Findings findings) {
        this.documents = documents;
        this.root = root;
        this.findings = findings;
    }

    record Root(String name, Optional<String> appId, String deploymentModel, String region, List<String> origins) {}

    /** Read before everything else, since templates in all files depend on it. */
    static String environment(AppFiles files) {
        String file = files.rootFile();
        JsonObject root = JsonObject.of(file, JsonPath.ROOT, LenientJson.parse(file, files.content(file)));
        String environment = root.text("environment").orElse("");
        if (environment.isEmpty() || environment.equals(EnvironmentReader.NO_ENVIRONMENT)) {
            return "";
        }
        if (!ENVIRONMENTS.contains(environment)) {
            throw root.problem(
                    "environment",
                    Printable.quote(environment)
                            + " is not an environment; it must be empty, or development, testing, qa or production.");
        }
        return environment;
    }

    Root read() {
        root.knows("environment", "deployment_model", "provider_region", "location");
        checkVersion();
        root.knows(CustomUserDataReader.OLD_KEY, OtherReader.HOSTING, OtherReader.SYNC);
        String name = root.requiredText("name");
        if (!NAME.matcher(name).matches()) {
            throw root.problem(
                    "name", Printable.quote(name) + " is not a name of 1 to 32 ASCII letters, digits, _ and -.");
        }
        Optional<String> appId = appId();
        JsonObject holder = originsHolder();
        List<String> origins = Origins.read(holder);
        root.reportUnknown(Kind.APP, findings);
        report(appId, holder.path(), origins);
        String region = root.text("location")
                .or(() -> root.text("provider_region").map(Location::regionOf))
                .orElse(Location.DEFAULT_REGION);
        return new Root(name, appId, root.text("deployment_model").orElse("GLOBAL"), region, origins);
    }

    /** The number is not what decides how a part is read; one from the future may have parts that nobody knows. */
    private void checkVersion() {
        boolean isKnown = root.any("config_version")
                .filter(version -> !VERSIONS.contains(version.asInt()))
                .isEmpty();
        if (!isKnown) {
            findings.add(
                    root.file(),
                    root.path().child("config_version"),
                    Kind.APP,
                    Action.WARNING,
                    "This version of the format is not known; what is known of it is read.");
        }
    }

    /** Before 2021, origins stood one level deeper. */
    private JsonObject originsHolder() {
        Optional<JsonObject> security = root.object("security");
        security.ifPresent(object -> object.knows(Origins.KEY).reportUnknown(Kind.APP, findings));
        return root.has(Origins.KEY) ? root : security.orElse(root);
    }

    private void report(Optional<String> appId, JsonPath holder, List<String> origins) {
        findings.add(root.file(), Kind.APP, Action.IMPORTED, "The app's name and settings.");
        if (appId.isEmpty()) {
            findings.add(
                    root.file(), Kind.APP, Action.WARNING, "No file names the App ID; the server has to be told it.");
        }
        JsonPath key = holder.child(Origins.KEY);
        if (origins.isEmpty()) {
            findings.add(root.file(), key, Kind.APP, Action.IMPORTED, "None is named: pages of all origins may call.");
        } else {
            findings.add(root.file(), key, Kind.APP, Action.IMPORTED, String.join(", ", origins));
        }
    }

    private Optional<String> appId() {
        Optional<String> fromRoot = checkedId(root, "app_id");
        Optional<String> fromMeta = documents.optionalObject(META).flatMap(this::metaId);
        if (fromRoot.isPresent() && fromMeta.isPresent() && !fromRoot.equals(fromMeta)) {
            findings.add(
                    META,
                    JsonPath.ROOT.child("client_app_id"),
                    Kind.APP,
                    Action.WARNING,
                    "This App ID differs from the one in " + root.file() + ", which is used.");
        }
        return fromRoot.or(() -> fromMeta);
    }

    private Optional<String> metaId(JsonObject meta) {
        Optional<String> id = checkedId(meta, "client_app_id");
        meta.knows("config_version", "app_id", "group_id").reportUnknown(Kind.APP, findings);
        return id;
    }

    private static Optional<String> checkedId(JsonObject object, String key) {
        Optional<String> id = object.text(key);
        id.filter(text -> !APP_ID.matcher(text).matches()).ifPresent(text -> {
            throw object.problem(
                    key, Printable.quote(text) + " is not an App ID of 1 to 64 ASCII letters, digits, _ and -.");
        });
        return id;
    }
}
