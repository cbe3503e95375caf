package dev.appservices.migration;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every file that belongs to an exported app, by its path below the app's folder: the format's table of contents. A
 * file that is not listed here is never opened.
 */
enum Part {
    ROOT("(?:(?:root|realm)_)?config\\.json|stitch\\.json"),
    META("\\.mdb/meta\\.json"),
    PROVIDERS("auth/providers\\.json"),
    CUSTOM_USER_DATA("auth/custom_user_data\\.json"),
    FUNCTIONS("functions/config\\.json"),
    FUNCTION_PACKAGES("functions/package\\.json"),
    FUNCTION_SOURCE("functions/(?<name>.+)\\.js"),
    VALUE("values/(?<name>[^/]+)\\.json"),
    ENVIRONMENT("environments/(?<name>[^/]+)\\.json"),
    DATA_SOURCE("data_sources/(?<name>[^/]+)/config\\.json"),
    DEFAULT_RULE("data_sources/(?<name>[^/]+)/default_rule\\.json"),
    COLLECTION_RULES("data_sources/(?<name>[^/]+)/[^/]+/[^/]+/rules\\.json"),
    COLLECTION_SCHEMA("data_sources/(?<name>[^/]+)/[^/]+/[^/]+/schema\\.json"),
    COLLECTION_RELATIONSHIPS("data_sources/(?<name>[^/]+)/[^/]+/[^/]+/relationships\\.json"),
    ENDPOINTS("https?_endpoints/config\\.json"),
    DATA_API("https?_endpoints/data_api_config\\.json"),
    TRIGGER("triggers/[^/]+\\.json"),
    GRAPHQL("graphql/(?:config|validation_settings|custom_resolvers/[^/]+)\\.json"),
    HOSTING("hosting/config\\.json"),
    HOSTING_METADATA("hosting/metadata\\.json"),
    SYNC("sync/config\\.json"),
    LOG_FORWARDER("log_forwarders/[^/]+\\.json"),
    /** The services and webhooks of before 2021, which newer exports of old apps still carry. */
    SERVICE("(?:services|http_endpoints)/[^/]+/(?:config|rules/[^/]+|incoming_webhooks/[^/]+/config)\\.json"),
    SERVICE_SOURCE("(?:services|http_endpoints)/[^/]+/incoming_webhooks/[^/]+/source\\.js");

    /** The folders that only an app has: an unknown JSON file in one of them is more likely misspelled than foreign. */
    private static final Pattern OWN_FOLDERS =
            Pattern.compile("(?:auth|functions|values|environments|data_sources|https?_endpoints|triggers|graphql|sync"
                    + "|log_forwarders|services)/.+\\.json");

    private static final Pattern PACKAGE_LOCK = Pattern.compile("functions/package-lock\\.json");

    private static final Pattern HOSTED = Pattern.compile("hosting/files/.+");

    private final Pattern path;
    private final boolean named;

    Part(String path) {
        this.path = Pattern.compile(path);
        this.named = path.contains("(?<name>");
    }

    static Optional<Part> of(String path) {
        for (Part part : values()) {
            if (part.path.matcher(path).matches()) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The name that a path of this part carries: of a function, a value, an environment or a data source. */
    String name(String path) {
        var matcher = this.path.matcher(path);
        if (!named || !matcher.matches()) {
            throw new IllegalStateException(this + " has no name in " + path);
        }
        return matcher.group("name");
    }

    static boolean isMisplaced(String path) {
        return OWN_FOLDERS.matcher(path).matches()
                && !PACKAGE_LOCK.matcher(path).matches()
                && of(path).isEmpty();
    }

    /** Files of the app's web site: as many and as large as they like to be, and never read. */
    static boolean isHosted(String path) {
        return HOSTED.matcher(path).matches();
    }
}
