package dev.appservices.bench;

import dev.appservices.testing.SharedServer;

/** Runs the bench of the name given to it. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        String name = args.length == 0 ? "routes" : args[0];
        switch (name) {
            case "routes" -> new Bench(SharedServer.get(), System.out).run();
            case "users" -> UsersBench.run(System.out);
            default -> throw new IllegalArgumentException("-Dbench is routes (default) or users, and not " + name);
        }
    }
}
