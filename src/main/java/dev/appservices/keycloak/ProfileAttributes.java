package dev.appservices.keycloak;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.keycloak.userprofile.AttributeGroupMetadata;
import org.keycloak.userprofile.AttributeMetadata;
import org.keycloak.userprofile.AttributeValidatorMetadata;
import org.keycloak.userprofile.UserProfileMetadata;
import org.keycloak.userprofile.UserProfileUtil;
import org.keycloak.validate.ValidatorConfig;
import org.keycloak.validate.validators.LengthValidator;

import org.jspecify.annotations.Nullable;

import dev.appservices.user.Identity;
import dev.appservices.user.TextPattern;
import dev.appservices.user.User;
import dev.appservices.user.UserDevice;
import dev.appservices.user.UserId;
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

    /** The annotation that the console shows as help. */
    private static final String HELP = "inputHelperTextBefore";

    /**
     * One value of several lines instead of several values: the console cuts off what is longer than a line, unless it
     * is in a box.
     */
    private static final Set<String> BOXES = Set.of(IDENTITIES, DEVICES);

    /** Keycloak's own limit, 2048, is below what twenty devices need, and would refuse to save their user. */
    private static final int MAX_LENGTH = 100_000;

    private static final Map<String, Text> TEXTS = texts();

    private ProfileAttributes() {}

    /** What the console writes before a value, and behind the question mark. */
    private record Text(String label, String help) {}

    private static Map<String, Text> texts() {
        Map<String, Text> texts = new LinkedHashMap<>();
        texts.put(
                ID,
                new Text(
                        "App Services ID",
                        "What apps, tokens (sub) and MongoDB call this user. The search field of the list of users"
                                + " finds it."));
        texts.put(
                TYPE,
                new Text(
                        "User type",
                        "normal, or server for the user of an API key of the app. To search by it, write"
                                + " appServicesType:server into the search field."));
        texts.put(
                LAST_AUTHENTICATION,
                new Text(
                        "Last authentication",
                        "The last login or, noted once a day at most, the last use of a session. UTC."));
        texts.put(
                IDENTITIES,
                new Text(
                        "Identities",
                        "What logs in as this user: provider type, id and, in brackets, a name. No password, key or"
                                + " token is shown. To search, write appServicesIdentities:anon-user into the search"
                                + " field for all users of a provider type, and :id behind it for one of them."));
        texts.put(
                DEVICES,
                new Text(
                        "Devices",
                        "What this user logged in from, the last one first, at most " + UserDevice.MOST
                                + ". Clients tell it, so do not rely on it."));
        return texts;
    }

    public static boolean isOne(String name) {
        return TEXTS.containsKey(name);
    }

    public static Map<String, List<String>> of(User user) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put(ID, List.of(user.id().hex()));
        attributes.put(TYPE, List.of(user.type()));
        put(attributes, IDENTITIES, user.identities().stream().map(ProfileAttributes::shown));
        put(
                attributes,
                DEVICES,
                user.devices().values().stream()
                        .sorted(Comparator.comparing(UserDevice::lastSeenAt).reversed())
                        .map(ShownDevice::text));
        user.lastAuthenticatedAt().ifPresent(time -> attributes.put(LAST_AUTHENTICATION, List.of(shown(time))));
        return attributes;
    }

    private static void put(Map<String, List<String>> attributes, String name, Stream<String> lines) {
        String text = lines.collect(Collectors.joining("\n"));
        if (!text.isEmpty()) {
            attributes.put(name, List.of(text));
        }
    }

    /** Names are others' texts, which must not look like further lines. */
    private static String shown(Identity identity) {
        String name = identity.name().map(text -> " (" + text + ")").orElse("");
        return (identity.providerType() + ":" + identity.id() + name).replaceAll("\\R", " ");
    }

    /** To the second: what is below it helps nobody. */
    static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * A word of the search field that is meant for one of these attributes, such as {@code appServicesType:server}: the
     * console's search by attributes offers only those of the realm's user profile. Or it is the id that Keycloak knows a
     * user by, {@code f:…:} and ours.
     */
    public static Optional<Condition> searchWord(String word) {
        if (word.startsWith("f:")) {
            return UserId.parse(word.substring(word.lastIndexOf(':') + 1))
                    .map(id -> new AnyText(TextPattern.exact(id.hex())));
        }
        int colon = word.indexOf(':');
        return colon < 0 || colon == word.length() - 1
                ? Optional.empty()
                : search(word.substring(0, colon), word.substring(colon + 1));
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
        for (Map.Entry<String, Text> text : TEXTS.entrySet()) {
            order++;
            AttributeMetadata attribute =
                    UserProfileUtil.createAttributeMetadata(text.getKey(), metadata, group, order, providerName);
            if (attribute != null) {
                attribute.setAttributeDisplayName(text.getValue().label());
                attribute.addAnnotations(annotations(text.getKey(), text.getValue()));
                attribute.setValidators(new ArrayList<>(List.of(length())));
                added.add(attribute);
            }
        }
        return added;
    }

    private static Map<String, Object> annotations(String name, Text text) {
        Map<String, Object> annotations = new HashMap<>();
        annotations.put(HELP, text.help());
        if (BOXES.contains(name)) {
            annotations.put("inputType", "textarea");
            annotations.put("inputTypeRows", 3);
        }
        return annotations;
    }

    private static AttributeValidatorMetadata length() {
        return new AttributeValidatorMetadata(
                LengthValidator.ID, new ValidatorConfig(Map.of(LengthValidator.KEY_MAX, MAX_LENGTH)));
    }
}
