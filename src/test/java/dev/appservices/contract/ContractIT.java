package dev.appservices.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.appservices.testing.MailedApp;
import dev.appservices.testing.SharedServer;

/** Every vector against a running server, each under the name of its file and case. */
class ContractIT {
    private static final List<MailedApp> APPS = new ArrayList<>();

    @TestFactory
    Stream<DynamicContainer> vectors() {
        VectorRunner runner = VectorRunner.overHttp(target());
        return VectorFiles.load().entrySet().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file.getKey(),
                        file.getValue().stream()
                                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> runner.run(vector)))));
    }

    /** Without a server the contract is not shown: a failure, not a skipped test. */
    private static ContractTarget target() {
        SharedServer server = SharedServer.get();
        return new KeycloakTarget(
                server.baseUrl(),
                server.realm(),
                server.appId(),
                server.admin(),
                open("{\"autoConfirm\": false, \"emailConfirmationUrl\": \"https://app.example/confirm\","
                        + " \"resetPasswordUrl\": \"https://app.example/reset\"}"),
                functions());
    }

    /** The console can switch functions on for an app whose directory has none. */
    private static MailedApp functions() {
        MailedApp app = open("{\"autoConfirm\": false}");
        app.set("appServices.runConfirmationFunction", "true");
        app.set("appServices.runResetFunction", "true");
        return app;
    }

    private static MailedApp open(String config) {
        MailedApp app = MailedApp.create(config);
        APPS.add(app);
        return app;
    }

    @AfterAll
    static void close() {
        APPS.forEach(MailedApp::close);
    }
}
