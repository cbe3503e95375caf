package dev.appservices.keycloak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.keycloak.userprofile.AttributeGroupMetadata;
import org.keycloak.userprofile.AttributeMetadata;
import org.keycloak.userprofile.UserProfileMetadata;
import org.keycloak.userprofile.UserProfileUtil;

import org.jspecify.annotations.Nullable;

import dev.appservices.user.TextPattern;
import dev.appservices.user.User;
import dev.appservices.user.UserDevice;
import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.Condition;
import dev.appservices.user.UserSearch.HasIdentity;
import dev.appservices.user.UserSearch.OfType;

/** What App Services knows of a user, as attributes that the admin console shows and nobody can change there. */
public final class ProfileAttributes {
    static final String ID = "appServicesId";
    static final String TYPE = "appServicesType";
    static final String IDENTITIES = "appServicesIdentities";
    static final String DEVICES = "appServicesDevices";
    static final String LAST_AUTHENTICATION = "appServicesLastAuthentication";

    private static final Set<String> MULTIVALUED = Set.of(IDENTITIES, DEVICES);

    private static final Map<String, String> LABELS = labels();

    private ProfileAttributes() {}

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(ID, "User ID");
        labels.put(TYPE, "Type");
        labels.put(IDENTITIES, "Identities");
        labels.put(DEVICES, "Devices");
        labels.put(LAST_AUTHENTICATION, "Last authentication");
        return labels;
    }

    public static boolean isOne(String name) {
        return LABELS.containsKey(name);
    }

    public static Map<String, List<String>> of(User user) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put(ID, List.of(user.id().hex()));
        attributes.put(TYPE, List.of(user.type()));
        put(
                attributes,
                IDENTITIES,
                user.identities().stream()
                        .map(identity -> identity.providerType() + ":" + identity.id()
                                + identity.name().map(name -> " (" + name + ")").orElse(""))
                        .toList());
        put(
                attributes,
                DEVICES,
                user.devices().values().stream()
                        .sorted((one, other) -> other.lastSeenAt().compareTo(one.lastSeenAt()))
                        .map(ProfileAttributes::device)
                        .toList());
        user.lastAuthenticatedAt().ifPresent(time -> attributes.put(LAST_AUTHENTICATION, List.of(time.toString())));
        return attributes;
    }

    private static void put(Map<String, List<String>> attributes, String name, List<String> values) {
        if (!values.isEmpty()) {
            attributes.put(name, values);
        }
    }

    private static String device(UserDevice device) {
        StringBuilder text = new StringBuilder(device.id());
        new TreeMap<>(device.details())
                .forEach((name, value) ->
                        text.append(", ").append(name).append(' ').append(value));
        return text.append(", ").append(device.lastSeenAt()).toString();
    }

    /** {@code appServicesIdentities} is searched by a type, by {@code type:id}; empty for every other attribute. */
    public static Optional<Condition> search(String name, String value) {
        return switch (name) {
            case ID -> Optional.of(new AnyText(TextPattern.exact(value)));
            case TYPE -> Optional.of(new OfType(value));
            case IDENTITIES -> Optional.of(identity(value));
            default -> Optional.empty();
        };
    }

    private static Condition identity(String value) {
        int colon = value.startsWith("idp:") ? value.indexOf(':', 4) : value.indexOf(':');
        return colon < 0
                ? new HasIdentity(Optional.of(value), Optional.empty())
                : new HasIdentity(Optional.of(value.substring(0, colon)), Optional.of(value.substring(colon + 1)));
    }

    /** Adds them to the profile that the console shows, for administrators alone. */
    public static List<AttributeMetadata> decorate(
            UserProfileMetadata metadata, @Nullable AttributeGroupMetadata group, String providerName) {
        int order = metadata.getAttributes().stream()
                .mapToInt(AttributeMetadata::getGuiOrder)
                .max()
                .orElse(0);
        List<AttributeMetadata> added = new ArrayList<>();
        for (Map.Entry<String, String> label : LABELS.entrySet()) {
            order++;
            AttributeMetadata attribute =
                    UserProfileUtil.createAttributeMetadata(label.getKey(), metadata, group, order, providerName);
            if (attribute != null) {
                attribute.setAttributeDisplayName(label.getValue());
                attribute.setMultivalued(MULTIVALUED.contains(label.getKey()));
                added.add(attribute);
            }
        }
        return added;
    }
}
