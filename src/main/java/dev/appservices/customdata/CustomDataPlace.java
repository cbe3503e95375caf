package dev.appservices.customdata;

import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Where an app keeps its custom user data.
 *
 * @param userIdField holds the id of the user, as a string or as an ObjectId; may be a path with dots
 */
public record CustomDataPlace(String databaseName, String collectionName, String userIdField) {
    private static final int MAX_NAME = 120;

    /** Whether MongoDB takes this name of a collection. */
    public static boolean isCollectionName(String name) {
        return name.length() <= MAX_NAME
                && name.indexOf('$') < 0
                && name.indexOf('\0') < 0
                && !name.startsWith("system.")
                && !name.startsWith(".");
    }

    /** Whether this is a field, and no operator. */
    public static boolean isField(String path) {
        return path.length() <= MAX_NAME && path.matches("[^$.\\x00][^.\\x00]*(\\.[^$.\\x00][^.\\x00]*)*");
    }

    /** The line for MongoDB's shell that makes the index that look-ups need. */
    public String createIndexCommand() {
        return "db.getSiblingDB(" + quoted(databaseName) + ").getCollection(" + quoted(collectionName)
                + ").createIndex({" + quoted(userIdField) + ": 1})";
    }

    /** As JSON, so that no name ends the text it is in. */
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    @Override
    public String toString() {
        return databaseName + "." + collectionName;
    }
}
