import { DeviceStorage, Realm, assert, newApp, newUser } from "../support.mjs";

const storage = new DeviceStorage();
const app = newApp({ storage });
const guest = await app.logIn(Realm.Credentials.anonymous());
const { user: first, email: firstEmail } = await newUser(app);
const { user: second, email: secondEmail } = await newUser(app);

assert.deepEqual(Object.keys(app.allUsers).sort(), [guest.id, first.id, second.id].sort());
assert.equal(app.currentUser.id, second.id);

app.switchUser(first);
assert.equal(app.currentUser.id, first.id);
await app.currentUser.refreshProfile();
assert.equal(app.currentUser.profile.email, firstEmail);
await second.refreshProfile();
assert.equal(second.profile.email, secondEmail);

// One logs out; the others stay.
await first.logOut();
assert.notEqual(app.currentUser, null);
await second.refreshProfile();
await guest.refreshProfile();
assert.equal(guest.isLoggedIn, true);

await app.removeUser(second);
assert.deepEqual(Object.keys(app.allUsers).sort(), [guest.id, first.id].sort());

const again = newApp({ storage });
assert.equal(again.currentUser.id, guest.id);
await again.currentUser.refreshProfile();
