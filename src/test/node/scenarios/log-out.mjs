import { assert, newApp, newUser, raw, recordingFetch } from "../support.mjs";

const { fetch, seen } = recordingFetch();
const app = newApp({ fetch });
const { email, user } = await newUser(app);
const { refreshToken } = user;

await user.logOut();

assert.equal(seen.at(-1), "DELETE /auth/session 204");
assert.equal(app.currentUser, null);
assert.equal(user.isLoggedIn, false);
assert.equal(user.accessToken, null);

const dead = await raw("POST", "/auth/session", refreshToken);
assert.equal(dead.status, 401);
assert.equal(dead.type, "application/json");
assert.equal(dead.body.error_code, "InvalidSession");

assert.ok(email);
