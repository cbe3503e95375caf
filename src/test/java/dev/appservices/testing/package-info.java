/** Fakes of our own ports and fixtures, shared by the tests of all concepts. */
@NullMarked
package dev.appservices.testing;

import org.jspecify.annotations.NullMarked;
