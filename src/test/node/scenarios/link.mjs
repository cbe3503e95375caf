// A guest links an address: the same user, with one more identity, on this device and by the address on others.
import { DeviceStorage, Realm, assert, claims, newApp, newEmail, password, recordingFetch } from "../support.mjs";

const { fetch, seen } = recordingFetch();
const storage = new DeviceStorage();
const app = newApp({ storage, fetch });
const guest = await app.logIn(Realm.Credentials.anonymous());
const { id, refreshToken, deviceId } = guest;
const accessToken = guest.accessToken;
const email = newEmail();
await app.emailPasswordAuth.registerUser({ email, password });
const before = seen.length;

await guest.linkCredentials(Realm.Credentials.emailPassword(email, password));

assert.deepEqual(seen.slice(before), ["POST /app/auth/providers/local-userpass/login 200", "GET /auth/profile 200"]);
assert.equal(guest.id, id);
assert.equal(guest.refreshToken, refreshToken);
assert.notEqual(guest.accessToken, accessToken);
assert.equal(guest.deviceId, deviceId);
assert.equal(claims(guest.accessToken).sub, id);
assert.deepEqual(guest.identities.map((identity) => identity.providerType), ["anon-user", "local-userpass"]);
assert.equal(guest.profile.email, email);

// Once more is no failure, and adds nothing.
await guest.linkCredentials(Realm.Credentials.emailPassword(email, password));
assert.equal(guest.identities.length, 2);

// Log-out keeps the account now, and its address is the way back.
await guest.logOut();
const elsewhere = await newApp().logIn(Realm.Credentials.emailPassword(email, password));
assert.equal(elsewhere.id, id);
assert.notEqual((await newApp().logIn(Realm.Credentials.anonymous())).id, id);
