package dev.appservices.storage;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.bson.Document;

import dev.appservices.user.Credential;
import dev.appservices.user.UserDevice;

/**
 * The fields {@code credentials} and {@code devices}: documents by id, so that one of them can be written or removed
 * without a look at the others.
 */
final class MongoCredentialDocuments {
    private static final String TYPE = "type";
    private static final String LABEL = "label";
    private static final String SECRET_DATA = "secretData";
    private static final String CREDENTIAL_DATA = "credentialData";
    private static final String CREATED_AT = "createdAt";
    private static final String LAST_SEEN_AT = "lastSeenAt";

    private MongoCredentialDocuments() {}

    static Document of(Credential credential) {
        Document document = new Document(TYPE, credential.type());
        credential.label().ifPresent(label -> document.append(LABEL, label));
        return document.append(SECRET_DATA, credential.secretData())
                .append(CREDENTIAL_DATA, credential.credentialData())
                .append(CREATED_AT, Date.from(credential.createdAt()));
    }

    static Document of(UserDevice device) {
        return new Document(new LinkedHashMap<>(device.details())).append(LAST_SEEN_AT, Date.from(device.lastSeenAt()));
    }

    /** Without those that lack a type: one that was removed while another request wrote to it. */
    static Map<String, Credential> toCredentials(Document documents) {
        Map<String, Credential> credentials = new LinkedHashMap<>();
        documents.forEach((id, value) -> {
            if (value instanceof Document document && document.get(TYPE) instanceof String type) {
                credentials.put(
                        id,
                        new Credential(
                                id,
                                type,
                                Optional.ofNullable(document.getString(LABEL)),
                                document.get(SECRET_DATA, "{}"),
                                document.get(CREDENTIAL_DATA, "{}"),
                                time(document, CREATED_AT)));
            }
        });
        return credentials;
    }

    static Map<String, UserDevice> toDevices(Document documents) {
        Map<String, UserDevice> devices = new LinkedHashMap<>();
        documents.forEach((id, value) -> {
            if (value instanceof Document document) {
                Map<String, String> details = new LinkedHashMap<>();
                document.forEach((name, detail) -> {
                    if (detail instanceof String text) {
                        details.put(name, text);
                    }
                });
                devices.put(id, new UserDevice(id, details, time(document, LAST_SEEN_AT)));
            }
        });
        return devices;
    }

    private static Instant time(Document document, String field) {
        return document.get(field) instanceof Date date ? date.toInstant() : Instant.EPOCH;
    }
}
