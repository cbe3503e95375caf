import { DeviceStorage, assert, newApp, newUser, recordingFetch } from "../support.mjs";

const storage = new DeviceStorage();
const before = newApp({ storage });
const { email, user } = await newUser(before);

const { fetch, seen } = recordingFetch();
const after = newApp({ storage, fetch });
assert.equal(after.currentUser.id, user.id);
assert.equal(after.currentUser.profile.email, email);
assert.equal(after.currentUser.deviceId, user.deviceId);
assert.deepEqual(seen, []);

await after.currentUser.refreshProfile();
assert.deepEqual(seen, ["GET /app/location 200", "GET /auth/profile 200"]);
