/**
 * What every route shares: bounded and typed JSON bodies, bearer tokens, CORS, request ids, and errors in the shape that
 * SDKs read.
 */
@NullMarked
package dev.appservices.http;

import org.jspecify.annotations.NullMarked;
