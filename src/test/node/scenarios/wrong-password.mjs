import { Realm, appId, assert, baseUrl, newApp, newEmail, newUser } from "../support.mjs";

const app = newApp();
const { email } = await newUser(app);

for (const name of [email, newEmail()]) {
  const other = newApp();
  await assert.rejects(other.logIn(Realm.Credentials.emailPassword(name, "wrong horse")), (error) => {
    const url = `${baseUrl}/api/client/v2.0/app/${appId}/auth/providers/local-userpass/login`;
    assert.ok(error instanceof Realm.MongoDBRealmError);
    assert.equal(error.method, "POST");
    assert.equal(error.url, url);
    assert.equal(error.statusCode, 401);
    assert.equal(error.statusText, "Unauthorized");
    assert.equal(error.errorCode, "InvalidPassword");
    assert.equal(error.error, "invalid username/password");
    assert.ok(error.link === undefined || typeof error.link === "string");
    assert.equal(
      error.message,
      `Request failed (POST ${url}): invalid username/password (status 401 Unauthorized)`,
    );
    return true;
  });
  assert.equal(other.currentUser, null);
}
