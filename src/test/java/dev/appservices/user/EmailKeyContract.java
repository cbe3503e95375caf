package dev.appservices.user;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.TestUsers;
import dev.appservices.user.KeyedAddresses.KeyedAddress;
import dev.appservices.user.UserDirectory.Written;

import static org.assertj.core.api.Assertions.assertThat;

/** The keys of addresses in a {@link UserDirectory}. */
public abstract class EmailKeyContract extends PasswordResetContract {
    @Test
    void findByEmailKeysWhenSeveralAreTakenThenTheFirst() {
        directory().insert(TestUsers.withEmail(1, "ada@example.org"));
        directory().insert(TestUsers.withEmail(2, "Ada@example.org"));

        assertThat(directory().findByEmailKeys(List.of("Ada@example.org", "ada@example.org")))
                .contains(TestUsers.withEmail(2, "Ada@example.org"));
        assertThat(directory().findByEmailKeys(List.of("ADA@example.org", "ada@example.org")))
                .contains(TestUsers.withEmail(1, "ada@example.org"));
        assertThat(directory().findByEmailKeys(List.of("ADA@example.org", ".*")))
                .isEmpty();
    }

    @Test
    void addressesWhenPagedThenAllOfThemInTheOrderOfIds() {
        directory().insert(TestUsers.withEmail(3, "Grace@example.org"));
        directory().insert(TestUsers.anonymous(2));
        directory().insert(TestUsers.full(1));

        List<KeyedAddress> first = directory().addresses("", 1);
        List<KeyedAddress> second = directory().addresses(first.get(0).id(), 5);

        assertThat(first)
                .containsExactly(new KeyedAddress(
                        TestUsers.id(1).hex(), TestUsers.id(1), "Full@example.org", "full@example.org"));
        assertThat(second)
                .containsExactly(new KeyedAddress(
                        TestUsers.id(3).hex(), TestUsers.id(3), "Grace@example.org", "Grace@example.org"));
        assertThat(directory().addresses(TestUsers.id(3).hex(), 5)).isEmpty();
    }

    @Test
    void changeKeyWhenFreeThenThatFieldAlone() {
        User user = TestUsers.withEmail(1, "Ada@example.org");
        directory().insert(user);
        KeyedAddress read = directory().addresses("", 1).get(0);

        assertThat(directory().changeKey(read, "ada@example.org")).isEqualTo(Written.DONE);
        assertThat(directory().findById(user.id()))
                .contains(TestUsers.withEmailKey(user, Optional.of("ada@example.org")));
        assertThat(directory().findByEmailKey("Ada@example.org")).isEmpty();
        assertThat(directory().changeKey(read, "other@example.org")).isEqualTo(Written.GONE);
        assertThat(directory().findByEmailKey("other@example.org")).isEmpty();
    }

    @Test
    void changeKeyWhenOfAnotherThenDuplicateAndNothingWritten() {
        directory().insert(TestUsers.withEmail(1, "Ada@example.org"));
        directory().insert(TestUsers.withEmail(2, "ada@example.org"));
        KeyedAddress read = directory().addresses("", 1).get(0);

        assertThat(directory().changeKey(read, "ada@example.org")).isEqualTo(Written.DUPLICATE);
        assertThat(directory().findById(TestUsers.id(1))).contains(TestUsers.withEmail(1, "Ada@example.org"));
    }
}
