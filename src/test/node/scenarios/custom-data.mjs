// Custom user data is what it was when the token was made, and is read anew by refreshCustomData.
import { Realm, assert, newApp, newEmail, password, required } from "../support.mjs";

/** Lets another program put the text into the user's document; an empty one removes the document. */
async function becomes(user, city) {
  const query = new URLSearchParams({ user: user.id, city });
  const response = await globalThis.fetch(`${required("MEMBERS_URL")}?${query}`, { method: "POST" });
  assert.equal(response.status, 200);
}

const app = newApp();
const email = newEmail();
await app.emailPasswordAuth.registerUser({ email, password });
const user = await app.logIn(Realm.Credentials.emailPassword(email, password));
assert.deepEqual(user.customData, {});

await becomes(user, "Bergen");
assert.deepEqual(user.customData, {});
assert.equal((await user.refreshCustomData()).city, "Bergen");
assert.equal(user.customData.city, "Bergen");
assert.equal(user.customData.userId, user.id);
assert.equal(user.customData.visits, 3);
assert.deepEqual(user.customData.since, { $date: { $numberLong: "1700000000123" } });

await becomes(user, "Oslo");
await app.logIn(Realm.Credentials.emailPassword(email, password));
assert.equal(app.currentUser.customData.city, "Oslo");

await becomes(user, "");
assert.deepEqual(await app.currentUser.refreshCustomData(), {});
