package dev.appservices.migration;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LocalUserpassReviewTest {
    @TempDir
    Path directory;

    /** What is said beside the provider's own line. */
    private List<String> settings(String config) {
        return WrittenApp.valid(directory)
                .with("functions/f.js", "exports = () => ({status: 'success'});")
                .withLocalUserpass(config)
                .items("auth/providers.json")
                .stream()
                .filter(item -> item.contains(" SETTING "))
                .map(item -> item.replace(" SETTING /local-userpass/config", ""))
                .toList();
    }

    @Test
    void reviewWhenAutomaticOnlyThenNothing() {
        assertThat(settings("'autoConfirm': true")).isEmpty();
    }

    @Test
    void reviewWhenAutomaticThenOtherModesAreInactive() {
        assertThat(settings("'autoConfirm': true, 'emailConfirmationUrl': 'https://a', 'confirmEmailSubject': 's'"))
                .containsExactly(
                        "IMPORTED_DISABLED/confirmEmailSubject: It is kept, but inactive, because autoConfirm is true.",
                        "IMPORTED_DISABLED/emailConfirmationUrl: It is kept, but inactive, because autoConfirm is"
                                + " true.");
    }

    @Test
    void reviewWhenFunctionThenWaitingAndMailIsInactive() {
        assertThat(settings("'runConfirmationFunction': true, 'confirmationFunctionName': 'f',"
                        + " 'emailConfirmationUrl': 'https://a'"))
                .containsExactly(
                        "IMPORTED_DISABLED/emailConfirmationUrl: It is kept, but inactive, because"
                                + " runConfirmationFunction is true.",
                        "WAITING/runConfirmationFunction: Registration is refused for now: confirmation by a function"
                                + " is not served yet.");
    }

    @Test
    void reviewWhenMailsThenNothing() {
        assertThat(settings("'emailConfirmationUrl': 'https://a', 'confirmEmailSubject': 's', 'resetPasswordUrl':"
                        + " 'https://b', 'resetPasswordSubject': 's'"))
                .isEmpty();
    }

    @Test
    void reviewWhenMailUrlIsUnusableThenWarning() {
        assertThat(settings("'emailConfirmationUrl': 'https://'"))
                .containsExactly(
                        "WARNING/emailConfirmationUrl: This is not a URL that a mail can link to: mails lead to a page of this server.");
    }

    @Test
    void reviewWhenMailUrlOpensAnAppThenNoWarning() {
        assertThat(settings("'autoConfirm': true, 'resetPasswordUrl': 'orchard://reset'"))
                .isEmpty();
    }

    @Test
    void reviewWhenInactiveUrlIsUnusableThenNoWarning() {
        assertThat(settings("'autoConfirm': true, 'runResetFunction': true, 'resetFunctionName': 'f',"
                        + " 'resetPasswordUrl': 'https://'"))
                .containsExactly(
                        "IMPORTED_DISABLED/resetPasswordUrl: It is kept, but inactive, because runResetFunction is"
                                + " true.",
                        "WAITING/runResetFunction: Passwords cannot be reset for now: resets by a function are not"
                                + " served yet.");
    }

    @Test
    void reviewWhenNoModeThenMailsLeadToAPageOfThisServer() {
        assertThat(settings("'confirmationFunctionName': 'f', 'resetFunctionName': 'f'"))
                .containsExactly(
                        "WARNING: There is no emailConfirmationUrl: confirmation mails lead to a page of this server.",
                        "IMPORTED_DISABLED/confirmationFunctionName: It is kept, but inactive, because"
                                + " runConfirmationFunction is false.",
                        "IMPORTED_DISABLED/resetFunctionName: It is kept, but inactive, because runResetFunction is"
                                + " false.");
    }
}
