package dev.appservices.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDevice;

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

    /** What a login leaves on a user: the time, and the device, for which the one not seen for longest may give way. */
    public List<UserChange> changes(User user, Instant now) {
        List<UserChange> changes = new ArrayList<>();
        changes.add(new UserChange.SetLastAuthenticatedAt(now));
        if (!ObjectIds.isValid(deviceId) || deviceId.equals(ObjectIds.ZERO)) {
            return changes;
        }
        changes.add(new UserChange.PutDevice(new UserDevice(deviceId, device.shown(), now)));
        if (!user.devices().containsKey(deviceId) && user.devices().size() >= UserDevice.MOST) {
            user.devices().values().stream()
                    .min(Comparator.comparing(UserDevice::lastSeenAt).thenComparing(UserDevice::id))
                    .ifPresent(oldest -> changes.add(new UserChange.RemoveDevice(oldest.id())));
        }
        return changes;
    }

    @Override
    public String toString() {
        return "LoginRequest[" + provider.wireName() + ", <hidden>]";
    }
}
