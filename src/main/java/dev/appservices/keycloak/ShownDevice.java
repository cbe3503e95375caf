package dev.appservices.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.appservices.user.UserDevice;

/** A device in one line: what it is, what runs on it, when it was last seen, and its id. */
final class ShownDevice {
    /** Things and their versions, as they are named in what a client tells. */
    private static final List<Map.Entry<String, String>> VERSIONED = List.of(
            Map.entry("platform", "platformVersion"),
            Map.entry("deviceName", "deviceVersion"),
            Map.entry("frameworkName", "frameworkVersion"),
            Map.entry("sdk", "sdkVersion"));

    private ShownDevice() {}

    /** Like {@code android 14, sdk 2.0.1, app 1.2.3, last seen 2026-01-31T10:20:30Z, id 5f0e…}. */
    static String text(UserDevice device) {
        Map<String, String> untold = new TreeMap<>(device.details());
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> thing : VERSIONED) {
            String name = untold.remove(thing.getKey());
            String version = untold.remove(thing.getValue());
            if (name != null || version != null) {
                parts.add((name == null ? thing.getKey() : name) + (version == null ? "" : " " + version));
            }
        }
        String app = untold.remove("appVersion");
        if (app != null) {
            parts.add("app " + app);
        }
        untold.forEach((name, value) -> parts.add(name + " " + value));
        parts.add("last seen " + ProfileAttributes.shown(device.lastSeenAt()));
        parts.add("id " + device.id());
        // Clients' texts must not look like further devices.
        return String.join(", ", parts).replaceAll("\\R", " ");
    }
}
