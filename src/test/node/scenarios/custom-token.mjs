import { Realm, assert, newApp, required } from "../support.mjs";

const app = newApp();
const user = await app.logIn(Realm.Credentials.jwt(required("TOKEN")));
assert.equal(user.identities.length, 1);
assert.equal(user.identities[0].providerType, "custom-token");
assert.equal(user.identities[0].id, required("SUBJECT"));
assert.equal(user.profile.name, "Ada");
await user.refreshProfile();
await user.logOut();

const again = await newApp().logIn(Realm.Credentials.jwt(required("RENEWED")));
assert.equal(again.id, user.id);
assert.equal(again.profile.name, "Countess");

await assert.rejects(newApp().logIn(Realm.Credentials.jwt(required("FORGED"))), {
  statusCode: 401,
  errorCode: "InvalidSession",
  error: "crypto/rsa: verification error",
});
