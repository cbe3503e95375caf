package dev.appservices.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;

/**
 * Which documents keep a unique index from being made. The values stay in the database: they are addresses of people.
 *
 * <p>An index is over one field, or over fields of the elements of one array.
 */
final class MongoDuplicates {
    private static final int MAX_VALUES = 20;
    private static final int MAX_IDS = 10;

    /** The whole collection is read. */
    private static final long LIMIT_MINUTES = 30;

    private static final String COUNT = "count";
    private static final String VALUE = "_id";
    private static final String OWNER = "owner";

    private final MongoCollection<Document> collection;
    private final List<String> fields;

    private MongoDuplicates(MongoCollection<Document> collection, Set<String> fields) {
        this.collection = collection;
        this.fields = List.copyOf(fields);
    }

    /** Ids of the documents of each value, for some values. */
    static List<List<String>> of(MongoDatabase database, String collection, IndexModel index) {
        return new MongoDuplicates(
                        database.withTimeout(LIMIT_MINUTES, TimeUnit.MINUTES).getCollection(collection),
                        index.getKeys().toBsonDocument().keySet())
                .find();
    }

    private List<List<String>> find() {
        List<Document> values =
                collection.aggregate(stages()).allowDiskUse(true).into(new ArrayList<>());
        return values.stream()
                .map(value -> owners(value.get(VALUE, Document.class)))
                .toList();
    }

    /** Twice in one document is no duplicate to an index: the owners are grouped first. */
    private List<Document> stages() {
        Document value = new Document();
        Document known = new Document();
        fields.forEach(field -> {
            value.append(name(field), "$" + field);
            known.append(name(field), "$" + VALUE + "." + name(field));
        });
        List<Document> stages = new ArrayList<>();
        stages.add(new Document("$match", new Document(fields.get(0), new Document("$ne", null))));
        if (isOfElements()) {
            stages.add(new Document("$unwind", "$" + array()));
        }
        stages.add(new Document("$group", new Document(VALUE, new Document(value).append(OWNER, "$_id"))));
        stages.add(new Document("$group", new Document(VALUE, known).append(COUNT, new Document("$sum", 1))));
        stages.add(new Document("$match", new Document(COUNT, new Document("$gt", 1))));
        stages.add(new Document("$limit", MAX_VALUES));
        return stages;
    }

    private List<String> owners(Document value) {
        List<Bson> conditions = fields.stream()
                .map(field -> eq(isOfElements() ? name(field) : field, value.get(name(field))))
                .toList();
        Bson filter = isOfElements() ? elemMatch(array(), and(conditions)) : and(conditions);
        return collection
                .find(filter)
                .projection(Projections.include("_id"))
                .limit(MAX_IDS)
                .map(document -> String.valueOf(document.get("_id")))
                .into(new ArrayList<>());
    }

    private boolean isOfElements() {
        return fields.get(0).contains(".");
    }

    private String array() {
        return fields.get(0).substring(0, fields.get(0).indexOf('.'));
    }

    private static String name(String field) {
        return field.substring(field.indexOf('.') + 1);
    }
}
