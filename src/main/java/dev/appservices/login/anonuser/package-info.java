/** {@code anon-user}: each login makes a new user. "Reuse" is a habit of the SDKs, which keep the tokens. */
@NullMarked
package dev.appservices.login.anonuser;

import org.jspecify.annotations.NullMarked;
