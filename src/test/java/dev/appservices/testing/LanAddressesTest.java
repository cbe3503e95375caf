package dev.appservices.testing;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LanAddressesTest {
    @Test
    void urlsNameThePortAndNeverTheLoopbackAddress() {
        assertThat(LanAddresses.urls(9090))
                .isNotEmpty()
                .allSatisfy(url ->
                        assertThat(url).startsWith("http://").endsWith(":9090").doesNotContain("127."));
    }

    @Test
    void isInnerWhenContainersOrTunnelsThenTrue() {
        assertThat(List.of(
                        "docker0",
                        "br-1a2b3c",
                        "veth12ab",
                        "virbr0",
                        "utun3",
                        "bridge100",
                        "vEthernet (WSL)",
                        "Hyper-V Virtual Ethernet Adapter",
                        "VMware Virtual Ethernet Adapter for VMnet8"))
                .allMatch(LanAddresses::isInner);
    }

    @Test
    void isInnerWhenCableOrRadioThenFalse() {
        assertThat(List.of("en0", "eth0", "enp3s0", "wlan0", "wlp2s0", "Intel(R) Wi-Fi 6 AX201 160MHz"))
                .noneMatch(LanAddresses::isInner);
    }
}
