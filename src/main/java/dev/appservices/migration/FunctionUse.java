package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.appservices.app.ProviderType;

/**
 * A function that a provider runs in the mode that is chosen.
 *
 * @param key the key of {@code config} that names it
 */
record FunctionUse(String key, Optional<String> name) {
    static List<FunctionUse> of(ProviderDefinition provider) {
        List<FunctionUse> uses = new ArrayList<>();
        if (provider.type().equals(ProviderType.CUSTOM_FUNCTION.wireName())) {
            uses.add(new FunctionUse("authFunctionName", provider.config().text("authFunctionName")));
        }
        if (provider.type().equals(ProviderType.LOCAL_USERPASS.wireName())) {
            LocalUserpassSettings settings = provider.localUserpass();
            if (settings.confirmation() == LocalUserpassSettings.Confirmation.FUNCTION) {
                uses.add(new FunctionUse("confirmationFunctionName", settings.confirmationFunctionName()));
            }
            if (settings.reset() == LocalUserpassSettings.Reset.FUNCTION) {
                uses.add(new FunctionUse("resetFunctionName", settings.resetFunctionName()));
            }
        }
        return uses;
    }
}
