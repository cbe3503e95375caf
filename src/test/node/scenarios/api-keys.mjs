import { Realm, assert, newApp, newUser } from "../support.mjs";

const app = newApp();
const { user } = await newUser(app);

assert.deepEqual(await user.apiKeys.fetchAll(), []);
const created = await user.apiKeys.create("backup");
assert.match(created._id, /^[0-9a-f]{24}$/);
assert.match(created.key, /^[A-Za-z0-9]{64}$/);
assert.equal(created.name, "backup");
assert.equal(created.disabled, false);
assert.deepEqual(await user.apiKeys.fetchAll(), [{ _id: created._id, name: "backup", disabled: false }]);
assert.deepEqual(await user.apiKeys.fetch(created._id), { _id: created._id, name: "backup", disabled: false });
await assert.rejects(user.apiKeys.create("backup"), { statusCode: 409, errorCode: "APIKeyAlreadyExists" });
await assert.rejects(user.apiKeys.create("not a name"), { statusCode: 400, errorCode: "InvalidParameter" });
await assert.rejects(user.apiKeys.fetch(user.id), { statusCode: 404, errorCode: "APIKeyNotFound" });

const program = newApp();
const same = await program.logIn(Realm.Credentials.apiKey(created.key));
assert.equal(same.id, user.id);
assert.equal(same.identities.length, 2);
assert.equal(same.identities[1].providerType, "api-key");
assert.equal(same.identities[1].id, created._id);

await user.apiKeys.disable(created._id);
assert.equal((await user.apiKeys.fetch(created._id)).disabled, true);
await assert.rejects(same.refreshProfile(), { statusCode: 401, errorCode: "InvalidSession" });
const invalid = { statusCode: 401, errorCode: "AuthError", error: "invalid API key" };
await assert.rejects(newApp().logIn(Realm.Credentials.apiKey(created.key)), invalid);

await user.apiKeys.enable(created._id);
assert.equal((await newApp().logIn(Realm.Credentials.apiKey(created.key))).id, user.id);

await user.apiKeys.delete(created._id);
assert.deepEqual(await user.apiKeys.fetchAll(), []);
await assert.rejects(newApp().logIn(Realm.Credentials.apiKey(created.key)), invalid);
await user.refreshProfile();
assert.equal(user.identities.length, 1);

const guest = await newApp().logIn(Realm.Credentials.anonymous());
await assert.rejects(guest.apiKeys.create("backup"), { statusCode: 400, errorCode: "InvalidParameter" });
