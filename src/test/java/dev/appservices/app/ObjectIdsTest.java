package dev.appservices.app;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class ObjectIdsTest {
    @Test
    void randomWhenAskedThenValidAndAnother() {
        String id = ObjectIds.random();

        assertThat(id).matches("[0-9a-f]{24}").isNotEqualTo(ObjectIds.ZERO).isNotEqualTo(ObjectIds.random());
        assertThat(ObjectIds.isValid(id)).isTrue();
    }

    /** Stored in clients and other systems for ever. */
    @Test
    void derivedWhenWordsThenAlwaysTheSame() {
        assertThat(ObjectIds.derived("quickstart-abcde", "anon-user")).isEqualTo("3ff73916327ea392d8c08a14");
    }

    @Test
    void derivedWhenBordersMoveThenAnother() {
        assertThat(ObjectIds.derived("ab", "c")).isNotEqualTo(ObjectIds.derived("a", "bc"));
        assertThat(ObjectIds.derived("abc")).isNotEqualTo(ObjectIds.derived("ab", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000000000000000000", "0123456789abcdef01234567"})
    void isValidWhenLowerHexThenTrue(String text) {
        assertThat(ObjectIds.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456",
                "0123456789abcdef012345678",
                "0123456789ABCDEF01234567",
                "0123456789abcdeg01234567",
                "0123456789abcdef0123456\n",
                "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣"
            })
    void isValidWhenAnythingElseThenFalse(String text) {
        assertThat(ObjectIds.isValid(text)).isFalse();
    }
}
