package dev.appservices.migration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class PartTest {
    @ParameterizedTest
    @CsvSource({
        "functions/a/b.js, FUNCTION_SOURCE, a/b",
        "functions/a/b/config.json, OLD_FUNCTION, a/b",
        "auth_providers/api-key.json, OLD_PROVIDER, api-key",
        "services/m/rules/d.c.json, SERVICE_RULE, m",
        "http_endpoints/hooks/incoming_webhooks/in/config.json, WEBHOOK, hooks",
        "values/plan.json, VALUE, plan",
        "environments/qa.json, ENVIRONMENT, qa",
        "data_sources/m/config.json, DATA_SOURCE, m",
        "data_sources/m/d/c/rules.json, COLLECTION_RULES, m"
    })
    void ofWhenNamedPathThenPartAndName(String path, Part part, String name) {
        assertThat(Part.of(path)).contains(part);
        assertThat(part.name(path)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth/provider.json", "functions/hello/other.json", "values/a/b.json", "triggers/old/t.json"})
    void isMisplacedWhenUnknownJsonInOwnFolderThenTrue(String path) {
        assertThat(Part.of(path)).isEmpty();
        assertThat(Part.isMisplaced(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth/providers.json",
                "functions/package-lock.json",
                "functions/notes.md",
                "package.json",
                "hosting/files/data.json"
            })
    void isMisplacedWhenKnownOrForeignThenFalse(String path) {
        assertThat(Part.isMisplaced(path)).isFalse();
    }

    @Test
    void nameWhenPartHasNoneThenOwnError() {
        assertThat(catchThrowable(() -> Part.PROVIDERS.name("auth/providers.json")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("PROVIDERS has no name in auth/providers.json");
    }
}
