/**
 * Contract vectors: the wire behaviour of the client API as data, and the runner that sends it to a server.
 *
 * <p>A file {@code contract/<concept>/<name>.json} is a list of cases. A case has a {@code name}, optional {@code given}
 * steps, one {@code request} and the complete reply to {@code expect}; it stands alone, with a fresh e-mail address.
 *
 * <ul>
 *   <li>{@code forEach} repeats a case: an object of lists stands for every combination, a list of objects for one row
 *       each. Its names are used like other variables, in keys too, and a string that is nothing but <code>{{name}}</code>
 *       becomes the value itself, of whatever JSON type.
 *   <li><code>{{name}}</code> is a variable: {@code appId}, {@code realm}, {@code unique}, {@code email},
 *       {@code password}, {@code foreignJwt}, whatever a step captured, or <code>{{a*128}}</code> for a repeated character.
 *   <li>A step is a name from {@code contract/given.json}, a {@code request} with its {@code status} and what to
 *       {@code capture} by JSON pointer, an {@code admin} action (see {@link dev.appservices.contract.ContractTarget}),
 *       or a token to {@code forge}.
 *   <li>An expected text may hold {@code <hex24>} and the like, see {@link dev.appservices.contract.ExpectedText}.
 * </ul>
 *
 * <p>What a case need not say: the reply carries an {@code X-AppServices-Request-Id}; a body has exactly the type
 * {@code application/json}, and no {@code body} means neither body nor type; keys stand in the order written; no CORS,
 * cookie, redirect or challenge header leaves the server unless it is listed.
 *
 * <p>Requests are written to a plain socket, since HTTP clients repair or refuse the ones that matter here:
 * {@code //api/…}, {@code Origin}, an empty bearer token, a body without a type.
 */
@NullMarked
package dev.appservices.contract;

import org.jspecify.annotations.NullMarked;
