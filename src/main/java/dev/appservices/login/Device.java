package dev.appservices.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.appservices.app.ObjectIds;

/**
 * What a client tells of the device it runs on; all of it optional and none of it trusted.
 *
 * @param id the id that an earlier login gave to this device
 * @param details the other fields, such as {@code platform} and {@code sdkVersion}
 */
public record Device(Optional<String> id, Map<String, String> details) {
    /** Every field of realm-web, Stitch and realm-core but the id. */
    private static final Set<String> SHOWN = Set.of(
            "appId",
            "appVersion",
            "platform",
            "platformVersion",
            "sdk",
            "sdkVersion",
            "cpuArch",
            "deviceName",
            "deviceVersion",
            "frameworkName",
            "frameworkVersion",
            "coreVersion",
            "bundleId");

    private static final int MAX_SHOWN_LENGTH = 100;

    public static final Device NONE = new Device(Optional.empty(), Map.of());

    public Device {
        details = Map.copyOf(details);
    }

    /** The id to answer with: the known one, a new one for a device without, 24 zeros where there is no device at all. */
    public String idForReply() {
        if (id.isPresent()) {
            return id.get();
        }
        return details.isEmpty() ? ObjectIds.ZERO : ObjectIds.random();
    }

    /** The fields that SDKs send, shortened: a stranger must not fill a store with others. */
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        details.forEach((name, value) -> {
            if (SHOWN.contains(name)) {
                shown.put(name, value.substring(0, Math.min(value.length(), MAX_SHOWN_LENGTH)));
            }
        });
        return shown;
    }

    /** The same as event details. */
    public Map<String, String> eventDetails() {
        Map<String, String> named = new LinkedHashMap<>();
        shown().forEach((name, value) -> named.put("device_" + name, value));
        return named;
    }
}
