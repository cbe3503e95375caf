/**
 * Servers for development and for tests: the launcher behind {@code mvn -Prun}, and the one Keycloak that all
 * integration tests of a build share.
 *
 * <p>Both start {@code java} as the distribution's own script does, without a shell, so that they work on every system
 * that has a JDK. Everything a person can do wrong ends in a {@link dev.appservices.testing.LaunchException}, whose
 * message is one sentence for that person.
 */
@NullMarked
package dev.appservices.testing;

import org.jspecify.annotations.NullMarked;
