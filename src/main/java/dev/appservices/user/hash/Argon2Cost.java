package dev.appservices.user.hash;

/**
 * What an Argon2 hash costs, within the caps.
 *
 * @param memory in KiB
 */
record Argon2Cost(int memory, int iterations, int parallelism) {
    /** RFC 9106, section 3.1: eight blocks of 1 KiB for each lane at least. */
    private static final int MIN_MEMORY_PER_LANE = 8;

    /** A number and the field that it is in. */
    record Part(String field, String text) {
        int within(int min, long max) throws UnusableHashException {
            return HashFields.number(field, text, min, max);
        }
    }

    static Argon2Cost of(Part memory, Part iterations, Part parallelism) throws UnusableHashException {
        int lanes = parallelism.within(1, HashCaps.MAX_ARGON2_PARALLELISM);
        int kib = memory.within(MIN_MEMORY_PER_LANE * lanes, HashCaps.MAX_ARGON2_MEMORY_KIB);
        int times = iterations.within(1, HashCaps.MAX_ARGON2_WORK_KIB / kib);
        return new Argon2Cost(kib, times, lanes);
    }

    @Override
    public String toString() {
        return "[m=" + memory + ",t=" + iterations + ",p=" + parallelism + "]";
    }
}
