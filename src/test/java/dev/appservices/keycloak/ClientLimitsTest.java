package dev.appservices.keycloak;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientLimitsTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2::1, 20010db800010002",
        "2001:db8:1:2:ffff::9, 20010db800010002",
        "2001:db8:1:3::1, 20010db800010003",
        "::ffff:192.0.2.1, 192.0.2.1",
        "not:an:address, not:an:address",
        "unknown, unknown"
    })
    void networkWhenAddressIsKnownThenWhatOneClientCanHave(String address, String network) {
        assertThat(ClientLimits.network(address)).isEqualTo(network);
    }
}
