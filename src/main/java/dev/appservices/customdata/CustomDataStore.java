package dev.appservices.customdata;

import java.util.Optional;

import org.bson.RawBsonDocument;

import dev.appservices.user.UserId;

/** The custom user data of one app. */
public interface CustomDataStore {
    /**
     * The document of a user. Where several are the user's, one that has the id as a string goes before those that have it
     * as an ObjectId; then the one with the lowest {@code _id}, which is the one inserted first.
     *
     * @throws dev.appservices.error.AppServicesException with HTTP 503 when it cannot be read
     */
    Optional<RawBsonDocument> find(UserId user);
}
