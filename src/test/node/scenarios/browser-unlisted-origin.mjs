// A page whose origin the app does not list gets nothing from the server.
import { appId, assert, baseUrl } from "../support.mjs";
import { onPage } from "../browser.mjs";

await onPage([0], async (page) => {
  const outcome = await page.evaluate(
    ([id, url]) =>
      new Realm.App({ id, baseUrl: url }).logIn(Realm.Credentials.anonymous()).then(
        () => "logged in",
        (error) => `${error.name}: ${error.message}`,
      ),
    [appId, baseUrl],
  );
  assert.equal(outcome, "TypeError: Failed to fetch");
});
