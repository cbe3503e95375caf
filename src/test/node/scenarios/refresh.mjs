// An access token that the server does not take is exchanged behind the app's back, once.
import { DeviceStorage, assert, newApp, newUser, raw, recordingFetch, tampered, userKey } from "../support.mjs";

const storage = new DeviceStorage();
const { email, user } = await newUser(newApp({ storage }));
const refreshToken = user.refreshToken;
storage.set(userKey(user.id, "accessToken"), tampered(user.accessToken));

const { fetch, seen } = recordingFetch();
const app = newApp({ storage, fetch });
await app.currentUser.refreshProfile();

assert.equal(app.currentUser.profile.email, email);
assert.deepEqual(seen, [
  "GET /app/location 200",
  "GET /auth/profile 401",
  "POST /auth/session 201",
  "GET /auth/profile 200",
]);
assert.equal(app.currentUser.refreshToken, refreshToken);

// Parallel refused requests refresh in parallel, all with the same token.
const refreshed = await Promise.all([1, 2, 3, 4].map(() => raw("POST", "/auth/session", refreshToken)));
for (const { status, body } of refreshed) {
  assert.equal(status, 201);
  assert.equal(typeof body.access_token, "string");
}
