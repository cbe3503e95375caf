package dev.appservices.contract;

import java.util.List;

/**
 * One request and the complete reply to it, after the steps that bring the server into the state for it.
 *
 * @param file {@code <concept>/<name>.json}
 */
record Vector(String file, String name, List<Step> given, RequestSpec request, ExpectedReply expect) {
    Vector {
        given = List.copyOf(given);
    }
}
