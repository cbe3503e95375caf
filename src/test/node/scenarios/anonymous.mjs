import { Realm, assert, claims, newApp } from "../support.mjs";

const app = newApp();
const user = await app.logIn(Realm.Credentials.anonymous());

assert.match(user.id, /^[0-9a-f]{24}$/);
assert.equal(app.currentUser.id, user.id);
assert.equal(user.isLoggedIn, true);
assert.equal(user.providerType, "anon-user");
assert.equal(user.identities.length, 1);
assert.equal(user.identities[0].providerType, "anon-user");
assert.equal(claims(user.accessToken).sub, user.id);
assert.equal(typeof user.deviceId, "string");
assert.deepEqual(user.customData, {});

// Anonymous users are kept by the device, so the same one comes back, and a new one on a wish.
assert.equal((await app.logIn(Realm.Credentials.anonymous())).id, user.id);
assert.notEqual((await app.logIn(Realm.Credentials.anonymous(false))).id, user.id);
