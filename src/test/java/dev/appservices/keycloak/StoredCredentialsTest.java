package dev.appservices.keycloak;

import java.util.ArrayList;
import java.util.List;

import org.keycloak.credential.CredentialModel;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.TestUsers;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;

import static org.assertj.core.api.Assertions.assertThat;

final class StoredCredentialsTest {
    /** All of them are of one millisecond, and their ids do not tell which came first. */
    @Test
    void appendWhenSeveralAtOnceThenInTheOrderOfTheirCreation() {
        User user = TestUsers.withEmail(1, "ada@example.org");
        for (String id : List.of("b", "c", "a")) {
            List<UserChange> changes = new ArrayList<>();
            StoredCredentials.append(user, id).ifPresent(changes::add);
            changes.add(new UserChange.PutCredential(TestUsers.credential(id)));
            user = user.with(changes);
        }

        assertThat(StoredCredentials.of(user).subList(1, 4))
                .extracting(CredentialModel::getId)
                .containsExactly("b", "c", "a");
        assertThat(StoredCredentials.of(user).get(0).getType()).isEqualTo("password");
    }

    @Test
    void appendWhenFirstBesideThePasswordThenNoOrderIsKept() {
        assertThat(StoredCredentials.append(TestUsers.withEmail(1, "ada@example.org"), "a"))
                .isEmpty();
    }
}
