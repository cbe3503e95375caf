package dev.appservices.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.appservices.app.ObjectIds;

/**
 * What a client tells of the device it runs on; all of it optional and none of it trusted.
 *
 * @param id the id that an earlier login gave to this device
 * @param details the other fields, such as {@code platform} and {@code sdkVersion}
 */
public record Device(Optional<String> id, Map<String, String> details) {
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

    /** The fields as event details. */
    public Map<String, String> eventDetails() {
        Map<String, String> named = new LinkedHashMap<>();
        details.forEach((name, value) -> named.put("device_" + name, value));
        return named;
    }
}
