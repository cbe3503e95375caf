// Somebody registers with realm-web, confirms on the page that the mail leads to, forgets the password and sets a new one.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Realm, assert, newApp, newEmail, password, required } from "../support.mjs";
import { inBrowser } from "../browser.mjs";

const pictures = required("SCREENSHOTS");
mkdirSync(pictures, { recursive: true });
const picture = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });

const nextLink = async (email) =>
  (await fetch(`${required("LINKS")}?to=${encodeURIComponent(email)}`)).text();

const app = newApp();
const email = newEmail();
const newPassword = "another password";
const credentials = (secret) => Realm.Credentials.emailPassword(email, secret);

await app.emailPasswordAuth.registerUser({ email, password });
const link = await nextLink(email);

await assert.rejects(app.logIn(credentials(password)), (error) => {
  assert.equal(error.statusCode, 401);
  assert.equal(error.errorCode, "AuthError");
  assert.equal(error.error, "confirmation required");
  return true;
});

await inBrowser(async (page) => {
  page.setDefaultTimeout(20_000);
  await page.setViewportSize({ width: 900, height: 900 });
  const elsewhere = [];
  page.on("request", (request) => {
    if (request.headers().referer?.includes("token=")) elsewhere.push(request.url());
  });

  await page.goto(link);
  await picture(page, "1-confirm");
  await page.getByRole("button", { name: "Yes, confirm it" }).click();
  await page.getByText("Your address is confirmed.").first().waitFor();
  await picture(page, "2-confirmed");
  const user = await app.logIn(credentials(password));

  await app.emailPasswordAuth.sendResetPasswordEmail({ email });
  await page.goto(await nextLink(email));
  await picture(page, "3-reset");
  await page.getByLabel("New password", { exact: true }).fill(newPassword);
  await page.getByLabel("New password, once more").fill("something else");
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByText("The two passwords are not the same.").waitFor();
  await picture(page, "4-different");
  await page.getByLabel("New password", { exact: true }).fill(newPassword);
  await page.getByLabel("New password, once more").fill(newPassword);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByText("Your password is changed.").first().waitFor();
  await picture(page, "5-changed");

  await assert.rejects(newApp().logIn(credentials(password)), { errorCode: "InvalidPassword" });
  const again = await newApp().logIn(credentials(newPassword));
  assert.equal(again.id, user.id);
  assert.deepEqual(elsewhere, [], "the address of a page must reach nobody");
});
