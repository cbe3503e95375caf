package dev.appservices.user.hash;

/**
 * What one check of a password may cost. Whoever writes documents, an import for example, chooses the cost of every
 * login; without limits one document could hold a thread for days or take the server's memory. What is over a cap is
 * refused. Durations are those of one core of 2023.
 */
public final class HashCaps {
    /** Each step doubles the work: 15 takes 1.5 seconds, the highest that the form can say, 31, more than a day. */
    public static final int MAX_BCRYPT_COST = 15;

    /** Bytes that scrypt fills, 128 &middot; N &middot; r. As many checks run at once as there are cores. */
    public static final long MAX_SCRYPT_MEMORY = 64L << 20;

    /** Scrypt's block size, 8 in practice; beyond its memory, scrypt takes 128 &middot; r &middot; p bytes. */
    public static final int MAX_SCRYPT_BLOCK_SIZE = 64;

    /** Scrypt's p runs one after the other here: with all its memory, 16 takes 2 seconds. */
    public static final int MAX_SCRYPT_PARALLELISM = 16;

    /** In KiB, as Argon2 counts it: 256 MiB for each core that checks. */
    public static final int MAX_ARGON2_MEMORY_KIB = 256 << 10;

    /** KiB that Argon2 fills in all its iterations, 2 GiB: takes 2 seconds. */
    public static final long MAX_ARGON2_WORK_KIB = 2L << 20;

    /** Argon2's lanes run one after the other here; more of them only cost bookkeeping. */
    public static final int MAX_ARGON2_PARALLELISM = 16;

    /**
     * Iterations of PBKDF2, times the blocks of the underlying hash that the stored key is long: each block is derived
     * by all iterations. Takes 5 to 8 seconds.
     */
    public static final long MAX_PBKDF2_ITERATIONS = 10_000_000;

    /** In bytes. With a shorter hash, guessing finds a text that passes. */
    public static final int MIN_HASH_LENGTH = 16;

    /** In bytes; nobody stores more, and PBKDF2's work grows with it. */
    public static final int MAX_HASH_LENGTH = 128;

    /** In bytes. */
    public static final int MAX_SALT_LENGTH = 1024;

    private HashCaps() {}
}
