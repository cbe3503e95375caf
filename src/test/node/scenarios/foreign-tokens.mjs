// Tokens of another service still lie in a device's storage: one clear refusal, no loop, and a fresh login works.
import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { DeviceStorage, Realm, appId, assert, newApp, newEmail, password, recordingFetch, userKey } from "../support.mjs";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const hex = () => randomBytes(12).toString("hex");

function foreign(payload) {
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const text = `${encode({ alg: "RS256", kid: hex(), typ: "JWT" })}.${encode(payload)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

const userId = hex();
const session = hex();
const iat = Math.floor(Date.now() / 1000) - 60;
const domain = hex();
const device = hex();
const storage = new DeviceStorage();
storage.set(`app(${appId}):userIds`, JSON.stringify([userId]));
storage.set(`app(${appId}):deviceId`, device);
storage.set(userKey(userId, "providerType"), "local-userpass");
storage.set(
  userKey(userId, "accessToken"),
  foreign({ baas_device_id: device, baas_domain_id: domain, exp: iat + 1800, iat, iss: session, sub: userId, typ: "access" }),
);
storage.set(
  userKey(userId, "refreshToken"),
  foreign({
    baas_data: null,
    baas_device_id: device,
    baas_domain_id: domain,
    baas_id: session,
    baas_identity: { id: hex(), provider_type: "local-userpass", provider_id: hex() },
    exp: iat + 5184000,
    iat,
    sub: userId,
    typ: "refresh",
  }),
);

const { fetch, seen } = recordingFetch();
const app = newApp({ storage, fetch });
const stranger = app.currentUser;
assert.equal(stranger.id, userId);

await assert.rejects(stranger.refreshProfile(), (error) => {
  assert.equal(error.method, "POST");
  assert.equal(error.statusCode, 401);
  assert.equal(error.errorCode, "InvalidSession");
  return true;
});
assert.deepEqual(seen, ["GET /app/location 200", "GET /auth/profile 401", "POST /auth/session 401"]);
assert.equal(stranger.isLoggedIn, false);
assert.equal(app.currentUser, null);

const email = newEmail();
await app.emailPasswordAuth.registerUser({ email, password });
const user = await app.logIn(Realm.Credentials.emailPassword(email, password));
assert.equal(app.currentUser.id, user.id);
assert.equal(user.profile.email, email);
assert.equal(seen.filter((request) => request.endsWith(" 401")).length, 2);
