package dev.appservices.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.ObjectId;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.AppServer;
import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.MongoProxy;
import dev.appservices.testing.RunningApp;
import dev.appservices.testing.SharedServer;
import dev.appservices.testing.ZipDeployment;

import static org.assertj.core.api.Assertions.assertThat;

/** A realm with a MongoDB of its own behind a proxy that fails when it is told to. */
final class OutageRealm implements AutoCloseable {
    private static final String COMPONENTS = "/components?type=org.keycloak.storage.UserStorageProvider";

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final MongoProxy proxy = new MongoProxy(mongo.port());
    private final MongoClient direct = MongoClients.create(mongo.connectionString());
    private final AppServer app;
    private final AdminConsole console;

    private OutageRealm(AppServer app) {
        this.app = app;
        this.console = new AdminConsole(app);
    }

    /** The quickstart app, with protection against guessing, and passwords that cost little. */
    static OutageRealm create() {
        SharedServer server = SharedServer.get();
        String name = "outage-" + ObjectIds.random();
        String appId = name + "-app";
        AdminRest.Reply deployed = ZipDeployment.toNewRealm(server, name).deploy(appId, false);
        assertThat(deployed.status()).as(deployed.text()).isEqualTo(201);
        OutageRealm realm = new OutageRealm(new RunningApp(server.baseUrl(), appId, name, server.admin()));
        realm.console.put("", Map.of("bruteForceProtected", true, "passwordPolicy", "hashIterations(1)"));
        ObjectNode component = (ObjectNode) realm.console.get(COMPONENTS).get(0);
        component.withObject("/config").putArray("connectionString").add(realm.proxy.connectionString());
        component.withObject("/config").putArray("databaseName").add("outage");
        // The load comes from one address.
        for (String limit : List.of("registrationsPerHour", "anonymousLoginsPerHour", "failedLoginsPerHour")) {
            component.withObject("/config").putArray(limit).add("0");
        }
        realm.console.put("/components/" + component.get("id").textValue(), component);
        return realm;
    }

    AppServer app() {
        return app;
    }

    EmbeddedMongo mongo() {
        return mongo;
    }

    MongoProxy proxy() {
        return proxy;
    }

    AdminConsole console() {
        return console;
    }

    /** All documents of a collection, past the proxy. */
    List<Document> documents(String collection) {
        return direct.getDatabase("outage").getCollection(collection).find().into(new ArrayList<>());
    }

    /** As another program does it. */
    void disable(String userId) {
        direct.getDatabase("outage")
                .getCollection("users")
                .updateOne(Filters.eq("_id", new ObjectId(userId)), Updates.set("disabled", true));
    }

    /** Failed logins that Keycloak has counted against the user whom the app knows by 24 hex digits. */
    int countedFailures(String userId) {
        String id = console.user(userId).get("id").textValue();
        return console.get("/attack-detection/brute-force/users/" + id)
                .required("numFailures")
                .intValue();
    }

    @Override
    public void close() {
        app.admin().delete("/realms/" + app.realm());
        direct.close();
        proxy.close();
        mongo.close();
    }
}
