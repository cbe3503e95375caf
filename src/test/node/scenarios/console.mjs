// An operator with an empty Keycloak and a mouse: realm, user federation, providers, origins. Then an unmodified app.
import { alert, closeAlerts, inConsole, photographer } from "../admin-console.mjs";
import { assert, appId, baseUrl, newEmail, password, required } from "../support.mjs";
import { onPage } from "../browser.mjs";

const realm = required("REALM");
const mongo = required("MONGO_URI");
const closedPort = required("CLOSED_PORT");
const picture = photographer();

const field = (page, key) => page.locator(`[name="config.${key}"]`);

async function createRealm(page) {
  await page.getByRole("link", { name: "Manage realms" }).click();
  await page.getByTestId("add-realm").click();
  await page.getByTestId("realm").fill(realm);
  await page.getByTestId("create").click();
  await page.getByTestId("currentRealm").getByText(realm).waitFor();
  await picture(page, "realm");
}

async function addUserFederation(page) {
  await closeAlerts(page);
  await page.getByRole("link", { name: "User federation" }).click();
  await picture(page, "user-federation");
  await page.getByTestId("app-services-card").click({ position: { x: 20, y: 20 } });
  await page.getByTestId("name").fill("app-services");
  await field(page, "appId").fill(appId);
  await picture(page, "settings-empty");
  for (const label of ["config.appId", "config.connectionString", "Test connection"]) await readHelp(page, label);
}

/** The help of a setting, as it pops up at the question mark. */
async function readHelp(page, label) {
  await page.getByTestId(`help-label-${label}`).click();
  await page.getByRole("dialog").getByText(/default/i).waitFor();
  await picture(page, `help-${label.replaceAll(/[ .]/g, "-")}`);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

/** Each wrong setting is refused with a sentence, and nothing of the app is made. */
async function tryWrongSettings(page) {
  await field(page, "connectionString").fill(`mongodb://127.0.0.1:${closedPort}`);
  await page.getByTestId("custom-save").click();
  await alert(page).getByText(`Nothing answers at 127.0.0.1:${closedPort}`).waitFor();
  await picture(page, "nothing-answers");
  await field(page, "connectionString").fill("mongodb://app:a-secret@nowhere.invalid");
  await closeAlerts(page);
  await page.getByTestId("custom-save").click();
  await alert(page).getByText("does not know the MongoDB host nowhere.invalid").waitFor();
  assert.ok(!(await alert(page).innerText()).includes("a-secret"));
  await field(page, "appId").fill("an app");
  await page.getByTestId("custom-save").click();
  await alert(page).getByText("App ID must have 1 to 255 characters").waitFor();
  await picture(page, "app-id-refused");
}

async function saveSettings(page) {
  await field(page, "appId").fill(appId);
  await field(page, "connectionString").fill(mongo);
  await page.getByTestId("custom-save").click();
  await alert(page).getByText("provider successfully created").waitFor();
  await picture(page, "saved");
}

/** Steps of a flow are rows; those of the app's providers are off until somebody switches them on. */
async function enableProviders(page) {
  await closeAlerts(page);
  await page.getByRole("link", { name: "Authentication" }).click();
  await page.getByRole("link", { name: "app-services-login", exact: true }).click();
  for (const provider of ["anon-user", "local-userpass"]) {
    const row = page.locator("tr", { hasText: `(${provider})` });
    await row.getByRole("button", { name: "Disabled", exact: true }).click();
    await page.getByRole("option", { name: "Alternative" }).click();
    await row.getByRole("button", { name: "Alternative", exact: true }).waitFor();
  }
  await picture(page, "providers");
  await page.locator("tr", { hasText: "(local-userpass)" }).getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Automatic confirmation").waitFor();
  await dialog.getByTestId("appServices.autoConfirm").check({ force: true });
  await picture(page, "automatic-confirmation");
  await dialog.getByTestId("save").click();
  await alert(page).getByText("Successfully saved the config").waitFor();
}

async function allowOrigin(page, origin) {
  await closeAlerts(page);
  await page.getByRole("link", { name: "Clients", exact: true }).click();
  await page.getByRole("link", { name: appId, exact: true }).click();
  await page.getByTestId("webOrigins0").fill(origin);
  await picture(page, "web-origins");
  await page.getByTestId("settings-save").click();
  await alert(page).getByText("Client successfully updated").waitFor();
}

/** What was saved is there again, with the password of the connection string hidden. */
async function openSettings(page) {
  await closeAlerts(page);
  await page.getByRole("link", { name: "User federation" }).click();
  await page.getByRole("link", { name: "app-services" }).click();
  await field(page, "appId").waitFor();
  assert.equal(await field(page, "appId").inputValue(), appId);
  assert.equal(await field(page, "connectionString").inputValue(), "**********");
  await picture(page, "settings-again");
}

/** The app in a page: unmodified realm-web, anonymously and by address and password. */
const useApp = ([id, url, email, password]) => {
  const app = new Realm.App({ id, baseUrl: url });
  const story = async () => {
    const guest = await app.logIn(Realm.Credentials.anonymous());
    await app.emailPasswordAuth.registerUser({ email, password });
    const user = await app.logIn(Realm.Credentials.emailPassword(email, password));
    return { guest: guest.id, email: user.profile.email };
  };
  return story().catch(({ message }) => ({ failed: message }));
};

async function logInFrom(page) {
  const email = newEmail();
  const result = await page.evaluate(useApp, [appId, baseUrl, email, password]);
  assert.match(result.guest ?? JSON.stringify(result), /^[0-9a-f]{24}$/);
  assert.equal(result.email, email);
}

await onPage([4100, 4101, 4102], async (appPage) => {
  const origin = new URL(appPage.url()).origin;
  await inConsole(picture, async (page) => {
    await createRealm(page);
    await addUserFederation(page);
    await tryWrongSettings(page);
    await saveSettings(page);
    await enableProviders(page);
    await allowOrigin(page, origin);
    await openSettings(page);
  });
  await logInFrom(appPage);
});

/** The console has replaced the origin "*", which let every page in. */
await onPage([4200, 4201, 4202], async (page) => {
  const result = await page.evaluate(useApp, [appId, baseUrl, newEmail(), password]);
  assert.match(result.failed ?? JSON.stringify(result), /Failed to fetch/);
});
