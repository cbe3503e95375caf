/** Says at the end of a build which tests were not run and why, so that a skipped one is never taken for a passed one. */
@NullMarked
package dev.appservices.testing.notrun;

import org.jspecify.annotations.NullMarked;
