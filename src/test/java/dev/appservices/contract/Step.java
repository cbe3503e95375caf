package dev.appservices.contract;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One thing that happens before the request of a vector. */
sealed interface Step {
    /**
     * A request whose reply must have this status.
     *
     * @param capture variable to JSON pointer into the reply's body
     */
    record Call(RequestSpec request, int status, Map<String, String> capture) implements Step {
        public Call(RequestSpec request, int status, @Nullable Map<String, String> capture) {
            this.request = request;
            this.status = status;
            this.capture = capture == null ? Map.of() : Map.copyOf(capture);
        }
    }

    /**
     * Something an operator does: a method of {@link ContractTarget}.
     *
     * @param of its argument
     * @param as the variable for its result, if it has one
     */
    record Admin(String admin, String of, @Nullable String as) implements Step {}

    /**
     * A false token made from a real one.
     *
     * @param forge see {@link JwtText#forge}
     */
    record Forge(String forge, String of, String as) implements Step {}
}
