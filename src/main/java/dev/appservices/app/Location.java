package dev.appservices.app;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The answer of {@code GET /app/{app}/location}: where clients send every later request. Kotlin fails without
 * {@code ws_hostname}, even when an app never synchronizes.
 */
@JsonPropertyOrder({"deployment_model", "location", "hostname", "ws_hostname"})
public record Location(
        @JsonProperty("deployment_model") String deploymentModel,
        @JsonProperty("location") String region,
        @JsonProperty("hostname") String hostname,
        @JsonProperty("ws_hostname") String websocketHostname) {
    public static final String DEFAULT_REGION = "US-VA";

    /** Region names by {@code provider_region} of an exported app, as the service documented them. */
    private static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("aws-us-east-1", "US-VA"),
            Map.entry("aws-us-west-2", "US-OR"),
            Map.entry("aws-sa-east-1", "BR-SP"),
            Map.entry("aws-eu-west-1", "IE"),
            Map.entry("aws-eu-west-2", "GB"),
            Map.entry("aws-eu-central-1", "DE-FF"),
            Map.entry("aws-ap-south-1", "IN-MB"),
            Map.entry("aws-ap-southeast-1", "SG"),
            Map.entry("aws-ap-southeast-2", "AU"),
            Map.entry("azure-eastus2", "US-VA"),
            Map.entry("azure-westus", "US-CA"),
            Map.entry("azure-westeurope", "NL"),
            Map.entry("gcp-us-central1", "US-IA"),
            Map.entry("gcp-us-east4", "US-VA"),
            Map.entry("gcp-us-west1", "US-OR"),
            Map.entry("gcp-europe-west1", "BE"),
            Map.entry("gcp-asia-south1", "IN-MB"));

    /**
     * @param base the URL through which clients reach the API, without a trailing slash
     * @param websocketBase the prefix of Device Sync, or an empty string for the same authority as {@code base}
     */
    public static Location of(App app, String base, String websocketBase) {
        String websocket = websocketBase.isEmpty() ? base.replaceFirst("^http", "ws") : websocketBase;
        return new Location(app.deploymentModel(), app.region(), base, websocket);
    }

    public static String regionOf(String providerRegion) {
        return REGIONS.getOrDefault(providerRegion, DEFAULT_REGION);
    }
}
