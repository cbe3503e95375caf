// The main story in a browser, on a page whose origin the app lists: requests with preflight, tokens in localStorage.
import { appId, assert, baseUrl, newEmail, password, tampered, userKey } from "../support.mjs";
import { onPage } from "../browser.mjs";

// realm-web puts its own name before the keys.
const accessToken = (userId) => `realm-web:${userKey(userId, "accessToken")}`;

await onPage([3000, 5173], async (page) => {
  const email = newEmail();
  const open = () => page.evaluate(([id, url]) => void (window.app = new Realm.App({ id, baseUrl: url })), [appId, baseUrl]);
  await open();

  const guest = await page.evaluate(async () => (await app.logIn(Realm.Credentials.anonymous())).id);
  assert.match(guest, /^[0-9a-f]{24}$/);

  const user = await page.evaluate(
    async ([email, password]) => {
      await app.emailPasswordAuth.registerUser({ email, password });
      const user = await app.logIn(Realm.Credentials.emailPassword(email, password));
      return { id: user.id, email: user.profile.email };
    },
    [email, password],
  );
  assert.equal(user.email, email);
  assert.notEqual(user.id, guest);

  const refused = await page.evaluate(
    ([email]) =>
      app.logIn(Realm.Credentials.emailPassword(email, "wrong horse")).then(
        () => null,
        ({ statusCode, errorCode, error }) => ({ statusCode, errorCode, error }),
      ),
    [email],
  );
  assert.deepEqual(refused, { statusCode: 401, errorCode: "InvalidPassword", error: "invalid username/password" });

  await page.reload();
  await open();
  assert.equal(await page.evaluate(() => app.currentUser.id), user.id);

  const token = await page.evaluate((key) => localStorage.getItem(key), accessToken(user.id));
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [accessToken(user.id), tampered(token)]);
  await page.reload();
  await open();
  assert.equal(
    await page.evaluate(async () => {
      await app.currentUser.refreshProfile();
      return app.currentUser.profile.email;
    }),
    email,
  );

  const left = await page.evaluate(async () => {
    await app.currentUser.logOut();
    return app.currentUser.id;
  });
  assert.equal(left, guest);
});
