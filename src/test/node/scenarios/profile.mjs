import { assert, newApp, newUser } from "../support.mjs";

const { email, user } = await newUser(newApp());

assert.equal(user.profile.email, email);
assert.equal(user.profile.type ?? "normal", "normal");
assert.equal(user.identities.length, 1);
assert.equal(user.identities[0].providerType, "local-userpass");
assert.match(user.identities[0].id, /^[0-9a-f]{24}$/);

await user.refreshProfile();
assert.equal(user.profile.email, email);
