package dev.appservices.user;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import dev.appservices.app.App;
import dev.appservices.app.AppId;
import dev.appservices.app.ProviderType;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.UserProfile.ProfileIdentity;

import static org.assertj.core.api.Assertions.assertThat;

final class UserProfileTest {
    private static final String DOMAIN = "65a1b2c3d4e5f60718293a4b";
    private static final App APP =
            new App(new AppId("quickstart-abcde"), "quickstart", DOMAIN, List.of("*"), "GLOBAL", "US-VA");

    @Test
    void ofWhenOneIdentityThenEveryField() {
        User user = withIdentities(new Identity("local-userpass", "p1", Map.of("email", "ada@example.org")));

        Map<String, Object> data = Map.of("email", "ada@example.org");
        ProfileIdentity identity =
                new ProfileIdentity("p1", "local-userpass", APP.providerId(ProviderType.LOCAL_USERPASS), data);
        assertThat(UserProfile.of(user, APP))
                .isEqualTo(new UserProfile(user.id().hex(), DOMAIN, "normal", List.of(identity), data));
    }

    @Test
    void ofWhenUnknownProviderThenNeitherIdentityNorData() {
        User user = withIdentities(
                new Identity("internal-migration", "x", Map.of("note", "secret")),
                new Identity("anon-user", "a", Map.of("b", "c")));

        ProfileIdentity identity =
                new ProfileIdentity("a", "anon-user", APP.providerId(ProviderType.ANON_USER), Map.of("b", "c"));
        assertThat(UserProfile.of(user, APP))
                .isEqualTo(new UserProfile(user.id().hex(), DOMAIN, "normal", List.of(identity), Map.of("b", "c")));
    }

    @Test
    void ofWhenNoIdentityThenEmptyLists() {
        assertThat(UserProfile.of(withIdentities(new Identity("unknown", "x", Map.of("a", "b"))), APP))
                .isEqualTo(new UserProfile(TestUsers.id(1).hex(), DOMAIN, "normal", List.of(), Map.of()));
    }

    @Test
    void ofWhenKnownFieldIsNoStringThenDropped() {
        Map<String, Object> data = new LinkedHashMap<>();
        for (String field : List.of(
                "name",
                "email",
                "picture",
                "picture_url",
                "first_name",
                "last_name",
                "gender",
                "birthday",
                "min_age",
                "max_age")) {
            data.put(field, 21);
        }
        data.put("other", 21);
        data.put("nested", Map.of("name", 1));

        UserProfile profile = UserProfile.of(withIdentities(new Identity("custom-token", "t", data)), APP);

        Map<String, Object> expected = Map.of("other", 21, "nested", Map.of("name", 1));
        assertThat(profile.data()).isEqualTo(expected);
        assertThat(profile.identities()).extracting(ProfileIdentity::data).containsExactly(expected);
    }

    @Test
    void ofWhenSeveralIdentitiesThenALaterWinsButNeverOverTheFirst() {
        User user = withIdentities(
                new Identity("anon-user", "a", Map.of("name", "first")),
                new Identity("custom-token", "t", Map.of("name", "second", "city", "second", "zip", "second")),
                new Identity("custom-function", "f", Map.of("name", "third", "city", "third")));

        assertThat(UserProfile.of(user, APP).data())
                .isEqualTo(Map.of("name", "first", "city", "third", "zip", "second"));
    }

    @Test
    void jsonWhenWrittenThenWireNames() throws JsonProcessingException {
        User user = withIdentities(new Identity("anon-user", "a", Map.of("b", 1)));

        assertThat(new ObjectMapper().writeValueAsString(UserProfile.of(user, APP)))
                .isEqualTo("{\"user_id\":\"000000000000000000000001\",\"domain_id\":\"" + DOMAIN
                        + "\",\"type\":\"normal\",\"identities\":[{\"id\":\"a\",\"provider_type\":\"anon-user\","
                        + "\"provider_id\":\"" + APP.providerId(ProviderType.ANON_USER)
                        + "\",\"data\":{\"b\":1}}],\"data\":{\"b\":1}}");
    }

    @Test
    void toStringWhenSecretsThenHidden() {
        assertThat(TestUsers.password("s3cret")).hasToString("Password[argon2, <hidden>]");
        assertThat(TestUsers.full(1)).hasToString("User[000000000000000000000001]");
    }

    private static User withIdentities(Identity... identities) {
        User one = User.withIdentity(TestUsers.id(1), identities[0], TestUsers.CREATED);
        return TestUsers.withIdentities(one, Arrays.asList(identities));
    }
}
