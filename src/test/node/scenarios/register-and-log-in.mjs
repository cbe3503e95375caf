import { Realm, assert, newApp, newEmail, password } from "../support.mjs";

const app = newApp();
const email = newEmail();
const result = await app.emailPasswordAuth.registerUser({ email, password });
assert.ok(result === undefined || result === null || Object.keys(result).length === 0);

const user = await app.logIn(Realm.Credentials.emailPassword(email, password));
assert.match(user.id, /^[0-9a-f]{24}$/);
assert.equal(user.providerType, "local-userpass");

const elsewhere = await newApp().logIn(Realm.Credentials.emailPassword(email, password));
assert.equal(elsewhere.id, user.id);

await assert.rejects(app.emailPasswordAuth.registerUser({ email, password }), (error) => {
  assert.equal(error.statusCode, 409);
  assert.equal(error.errorCode, "AccountNameInUse");
  assert.equal(error.error, "name already in use");
  return true;
});
