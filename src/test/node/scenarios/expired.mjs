// An access token past its time is exchanged behind the app's back, once. The test lets tokens live for three seconds.
import { DeviceStorage, assert, newApp, newUser, recordingFetch } from "../support.mjs";
import { setTimeout as delay } from "node:timers/promises";

const storage = new DeviceStorage();
const { email, user } = await newUser(newApp({ storage }));
const expired = user.accessToken;
const { exp, iat } = JSON.parse(Buffer.from(expired.split(".")[1], "base64url"));
assert.equal(exp - iat, 3);
await delay(Math.max(0, (exp + 1) * 1000 - Date.now()));

const { fetch, seen } = recordingFetch();
const app = newApp({ storage, fetch });
await app.currentUser.refreshProfile();

assert.equal(app.currentUser.profile.email, email);
assert.notEqual(app.currentUser.accessToken, expired);
assert.deepEqual(seen, [
  "GET /app/location 200",
  "GET /auth/profile 401",
  "POST /auth/session 201",
  "GET /auth/profile 200",
]);
