package dev.appservices.login;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ProviderType;

import static org.assertj.core.api.Assertions.assertThat;

final class DeviceTest {
    private static final String ID = "65a1b2c3d4e5f60718293a4b";

    @Test
    void idWhenKnownThenThatOne() {
        assertThat(new Device(Optional.of(ID), Map.of()).idForReply()).isEqualTo(ID);
        assertThat(new Device(Optional.of(ID), Map.of("platform", "node")).idForReply())
                .isEqualTo(ID);
    }

    @Test
    void idWhenNoDeviceThenZeros() {
        assertThat(Device.NONE.idForReply()).isEqualTo("000000000000000000000000");
    }

    @Test
    void idWhenDeviceWithoutThenNewOne() {
        Device device = new Device(Optional.empty(), Map.of("platform", "node"));

        assertThat(device.idForReply()).matches("[0-9a-f]{24}").isNotEqualTo(device.idForReply());
    }

    @Test
    void requestWhenMadeThenItsDeviceIdStaysTheSame() {
        Device device = new Device(Optional.empty(), Map.of("platform", "node"));
        LoginRequest request = new LoginRequest(ProviderType.ANON_USER, name -> "", device);

        assertThat(request.deviceId()).matches("[0-9a-f]{24}").isEqualTo(request.deviceId());
    }

    @Test
    void eventDetailsWhenFieldsThenPrefixed() {
        Device device = new Device(Optional.of(ID), Map.of("platform", "node", "sdkVersion", "1.2"));

        assertThat(device.eventDetails()).isEqualTo(Map.of("device_platform", "node", "device_sdkVersion", "1.2"));
    }

    @Test
    void eventDetailsWhenFieldsOfAStrangerThenOnlyKnownOnesAndShort() {
        Device device = new Device(Optional.empty(), Map.of("platform", "p".repeat(5000), "anything", "x"));

        assertThat(device.eventDetails()).isEqualTo(Map.of("device_platform", "p".repeat(100)));
    }
}
