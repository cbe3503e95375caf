package dev.appservices.testing;

import java.io.IOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PortsTest {
    @Test
    void takenWhenSomebodyListensThenTrue() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, Ports.loopback())) {
            assertThat(Ports.taken(socket.getLocalPort())).isTrue();
        }
    }

    @Test
    void takenWhenNobodyListensThenFalse() {
        assertThat(Ports.taken(Ports.free())).isFalse();
    }

    @Test
    void freeFromWhenThePortIsTakenThenALaterOne() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, Ports.loopback())) {
            assertThat(Ports.freeFrom(socket.getLocalPort())).isGreaterThan(socket.getLocalPort());
        }
    }
}
