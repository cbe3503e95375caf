package dev.appservices.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An HTTP reply as it came, with the headers in their order and spelling. */
record Reply(int status, List<Header> headers, String body) {
    Reply {
        headers = List.copyOf(headers);
    }

    record Header(String name, String value) {}

    static Reply of(int status, List<Header> headers, byte[] body) {
        return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The value; of a header that was sent several times all values, joined as proxies may join them. */
    Optional<String> header(String name) {
        List<String> values = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** Status, headers and the start of the body, to be read in the report of a failed case. */
    String describe() {
        String lines = headers.stream()
                .map(header -> header.name() + ": " + header.value())
                .collect(Collectors.joining("\n  "));
        return "HTTP " + status + "\n  " + lines + "\n\n  " + (body.length() > 2000 ? body.substring(0, 2000) : body);
    }
}
