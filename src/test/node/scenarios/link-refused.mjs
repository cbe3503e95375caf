// realm-web takes 401 with InvalidSession for an expired token and asks for ever: each refusal must end at its first reply.
import { Realm, assert, newApp, newEmail, newUser, password, recordingFetch } from "../support.mjs";

const taken = newEmail();
const free = newEmail();
const owner = newApp();
await owner.emailPasswordAuth.registerUser({ email: taken, password });
await owner.logIn(Realm.Credentials.emailPassword(taken, password));
await owner.emailPasswordAuth.registerUser({ email: free, password });

async function guest(app) {
  return app.logIn(Realm.Credentials.anonymous());
}

async function withAddress(app) {
  return (await newUser(app)).user;
}

const LOGIN = "POST /app/auth/providers";
const cases = [
  [guest, Realm.Credentials.emailPassword(taken, password), 400, "InvalidSession", "a user already exists with the specified provider"],
  [guest, Realm.Credentials.emailPassword(taken, "wrong horse"), 401, "InvalidPassword", "invalid username/password"],
  [guest, Realm.Credentials.emailPassword(newEmail(), password), 401, "InvalidPassword", "invalid username/password"],
  [withAddress, Realm.Credentials.emailPassword(free, password), 500, "InternalServerError",
    "linking a local-userpass identity is not allowed when one is already linked"],
  [guest, Realm.Credentials.anonymous(), 400, "InvalidParameter", "invalid user link request"],
];
for (const provider of ["custom-function", "oauth2-google", "oauth2-facebook", "oauth2-apple"]) {
  const credentials = {
    "custom-function": Realm.Credentials.function({ name: "x" }),
    "oauth2-google": Realm.Credentials.google({ idToken: "x.y.z" }),
    "oauth2-facebook": Realm.Credentials.facebook("x"),
    "oauth2-apple": Realm.Credentials.apple("x.y.z"),
  }[provider];
  cases.push([guest, credentials, 400, "InvalidSession", `authentication via '${provider}' is unsupported`]);
}

for (const [login, credentials, status, code, text] of cases) {
  const { fetch, seen } = recordingFetch();
  const app = newApp({ fetch });
  const user = await login(app);
  const identities = user.identities.length;
  const before = seen.length;
  await assert.rejects(user.linkCredentials(credentials), (error) => {
    assert.equal(error.statusCode, status);
    assert.equal(error.errorCode, code);
    assert.equal(error.error, text);
    return true;
  });
  const requests = seen.slice(before);
  assert.deepEqual(requests, [`${LOGIN}/${credentials.providerName}/login ${status}`]);

  // The user goes on as before.
  assert.equal(user.isLoggedIn, true);
  await user.refreshProfile();
  assert.equal(user.identities.length, identities);
}
