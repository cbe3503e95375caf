package dev.appservices.keycloak;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.TestUsers;
import dev.appservices.user.Identity;
import dev.appservices.user.TextPattern;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDevice;
import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.HasIdentity;
import dev.appservices.user.UserSearch.OfType;

import static org.assertj.core.api.Assertions.assertThat;

class ProfileAttributesTest {
    private static final Instant TIME = Instant.parse("2026-05-06T07:08:09.123Z");

    @Test
    void attributesWhenUserIsNewThenNoEmptyOnes() {
        assertThat(ProfileAttributes.of(TestUsers.anonymous(7)))
                .isEqualTo(Map.of(
                        "appServicesId", List.of("000000000000000000000007"),
                        "appServicesType", List.of("normal"),
                        "appServicesIdentities", List.of("anon-user:anon-7")));
    }

    @Test
    void timeWhenShownThenToTheSecond() {
        User user = TestUsers.anonymous(1).with(new UserChange.SetLastAuthenticatedAt(TIME));

        assertThat(ProfileAttributes.of(user))
                .containsEntry("appServicesLastAuthentication", List.of("2026-05-06T07:08:09Z"));
    }

    @Test
    void devicesWhenSeveralThenOneALineAndTheLastOneFirst() {
        User user = TestUsers.anonymous(1)
                .with(
                        device("old", Map.of("platform", "ios"), 0),
                        device("new", Map.of("platform", "android", "platformVersion", "14", "sdkVersion", "2.0"), 60),
                        device("middle", Map.of("appVersion", "1.2", "cpuArch", "arm64"), 30));

        assertThat(lines(user, "appServicesDevices"))
                .containsExactly(
                        "android 14, sdk 2.0, last seen 2026-05-06T07:09:09Z, id new",
                        "app 1.2, cpuArch arm64, last seen 2026-05-06T07:08:39Z, id middle",
                        "ios, last seen 2026-05-06T07:08:09Z, id old");
    }

    @Test
    void textsOfOthersWhenTheyHaveLinesThenMakeNoLine() {
        Identity identity = new Identity(
                "custom-token", "a\nb", Map.of(), Optional.of("c\r\nd"), Optional.of("secret of the third party"));
        User user = User.withIdentity(TestUsers.id(1), identity, TestUsers.CREATED)
                .with(device("one", Map.of("platform", "e\u2028f"), 0));

        assertThat(lines(user, "appServicesIdentities")).containsExactly("custom-token:a b (c d)");
        assertThat(lines(user, "appServicesDevices")).containsExactly("e f, last seen 2026-05-06T07:08:09Z, id one");
    }

    @Test
    void wordWhenItNamesOneOfThemThenThatSearch() {
        assertThat(ProfileAttributes.searchWord("appServicesType:server")).contains(new OfType("server"));
        assertThat(ProfileAttributes.searchWord("appServicesIdentities:anon-user"))
                .contains(new HasIdentity(Optional.of("anon-user"), Optional.empty()));
        assertThat(ProfileAttributes.searchWord("appServicesIdentities:custom-token:a:b"))
                .contains(new HasIdentity(Optional.of("custom-token"), Optional.of("a:b")));
        assertThat(ProfileAttributes.searchWord("appServicesIdentities:idp:github:7"))
                .contains(new HasIdentity(Optional.of("idp:github"), Optional.of("7")));
    }

    @Test
    void wordWhenItIsTheIdInKeycloakThenOurId() {
        String id = TestUsers.id(1).hex();

        assertThat(ProfileAttributes.searchWord("f:5b0d2c1e:" + id)).contains(new AnyText(TextPattern.exact(id)));
    }

    @Test
    void wordWhenAnythingElseThenASearchOfTexts() {
        for (String word : List.of("", "f:", "f", "f:x", "ada", ":", "a:b", "appServicesType", "appServicesType:")) {
            assertThat(ProfileAttributes.searchWord(word)).as(word).isEmpty();
        }
    }

    private static UserChange device(String id, Map<String, String> details, int secondsLater) {
        return new UserChange.PutDevice(new UserDevice(id, details, TIME.plusSeconds(secondsLater)));
    }

    private static List<String> lines(User user, String attribute) {
        List<String> values = ProfileAttributes.of(user).getOrDefault(attribute, List.of());
        assertThat(values).hasSize(1);
        return Arrays.asList(values.get(0).split("\n", -1));
    }
}
