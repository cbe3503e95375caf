package dev.appservices.keycloak;

import java.util.Optional;

/** Who wins when a directory is deployed where something is: the directory, the console, or both. */
enum Precedence {
    /** The same as the last time: whatever was edited in the console stays. */
    NOTHING,
    /** The same directory, deployed by another revision of this code: only what is missing is added. */
    GAPS,
    /** Another directory than the last time: it wins over the console. */
    DIRECTORY;

    /** @param last what was deployed; empty when nothing was */
    static Precedence of(Optional<DeployedApp> last, String hash, int revision) {
        if (last.isEmpty() || !last.get().hash().equals(hash)) {
            return DIRECTORY;
        }
        return last.get().revision() == revision ? NOTHING : GAPS;
    }
}
