package dev.appservices.login;

import dev.appservices.app.ProviderType;

/**
 * One attempt to log in.
 *
 * @param provider the provider that the client named; no other one may answer
 * @param payload the credential in the provider's own fields
 * @param device the device it comes from
 * @param deviceId the id this device has from now on
 */
public record LoginRequest(ProviderType provider, Payload payload, Device device, String deviceId) {
    public LoginRequest(ProviderType provider, Payload payload, Device device) {
        this(provider, payload, device, device.idForReply());
    }

    @Override
    public String toString() {
        return "LoginRequest[" + provider.wireName() + ", <hidden>]";
    }
}
