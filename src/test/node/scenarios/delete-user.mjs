// A user deletes himself: realm-web asks to end the dead session too, and must not fail over that.
import { Realm, assert, newApp, newUser, password, recordingFetch } from "../support.mjs";

const { fetch, seen } = recordingFetch();
const app = newApp({ fetch });
const guest = await app.logIn(Realm.Credentials.anonymous());
const { user, email } = await newUser(app);
const { id, accessToken } = user;
const before = seen.length;

await app.deleteUser(user);

const requests = seen.slice(before);
assert.equal(requests[0], "DELETE /auth/delete 204");
assert.ok(requests.length <= 2, requests.join(", "));
assert.ok(requests.length === 1 || /^DELETE \/auth\/session (204|401)$/.test(requests[1]), requests.join(", "));
assert.equal(id in app.allUsers, false);

const again = newApp();
await assert.rejects(again.logIn(Realm.Credentials.emailPassword(email, password)), (error) => {
  assert.equal(error.statusCode, 401);
  assert.equal(error.errorCode, "InvalidPassword");
  return true;
});
await again.emailPasswordAuth.registerUser({ email, password });
assert.notEqual((await again.logIn(Realm.Credentials.emailPassword(email, password))).id, id);
assert.ok(accessToken);

// Whoever else is on the device stays.
await guest.refreshProfile();
assert.equal(guest.isLoggedIn, true);
