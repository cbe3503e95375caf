/**
 * Two realms of one server that are asked the same and have to answer the same. What is asked is data: the files below
 * {@code src/test/resources/differential}. What must differ, such as ids, has the same symbol in the answers of both.
 */
@NullMarked
package dev.appservices.testing.differential;

import org.jspecify.annotations.NullMarked;
