package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the database of an app on this node.
 *
 * @param checkedAt when the indexes were looked at last; empty: not yet
 * @param changeStreams whether changes by other programs are told by the database at once; empty: not known yet
 * @param problems documents that are no users, or lack a field that another user has already
 */
public record DatabaseReport(
        Optional<Instant> checkedAt, Optional<Boolean> changeStreams, List<Index> indexes, List<Problem> problems) {
    /** Of a realm without a database that was opened on this node. */
    public static final DatabaseReport EMPTY =
            new DatabaseReport(Optional.empty(), Optional.empty(), List.of(), List.of());

    public DatabaseReport {
        indexes = List.copyOf(indexes);
        problems = List.copyOf(problems);
    }

    /** The same, and one more index. */
    public DatabaseReport with(Index index) {
        return new DatabaseReport(
                checkedAt,
                changeStreams,
                Stream.concat(indexes.stream(), Stream.of(index)).toList(),
                problems);
    }

    /** What became of an index. */
    public enum State {
        MISSING,
        BUILDING,
        PRESENT,
        FAILED
    }

    /**
     * One index that this extension rests on.
     *
     * @param reason why it could not be made; of an index that is an operator's to make, how; empty in every other state
     * @param duplicates ids of documents with one and the same value, a list for each value
     */
    public record Index(
            String collection,
            List<String> fields,
            boolean unique,
            State state,
            Optional<String> reason,
            List<List<String>> duplicates) {
        public Index {
            fields = List.copyOf(fields);
            duplicates = List.copyOf(duplicates);
        }
    }

    /**
     * Documents with one and the same trouble.
     *
     * @param ids of some of them
     */
    public record Problem(String reason, long count, List<String> ids) {
        public Problem {
            ids = List.copyOf(ids);
        }
    }
}
