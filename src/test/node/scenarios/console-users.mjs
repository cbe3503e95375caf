// An operator and the users of an app. STORY says what the operator does; the Java test says what came of it.
import { alert, closeAlerts, inConsole, photographer } from "../admin-console.mjs";
import { assert, baseUrl, required } from "../support.mjs";

const realm = required("REALM");
const story = required("STORY");
const userId = process.env.USER_ID ?? "";
const email = process.env.EMAIL ?? "";
const picture = photographer(`users-${story}-`);

const tab = (page, id) => page.getByTestId(id).click();
const told = (page, text) => alert(page).getByText(text).waitFor();

/** The console asks for the realm of its address only when it is loaded. */
async function openRealm(page) {
  await page.goto(`${baseUrl}/admin/master/console/#/${realm}`);
  await page.reload();
  await page.getByTestId("currentRealm").getByText(realm).waitFor();
}

async function openList(page) {
  await page.getByRole("link", { name: "Users", exact: true }).first().click();
  await page.getByTestId("users-page").waitFor();
}

async function ask(page, text) {
  await page.getByRole("textbox", { name: "Search" }).fill(text);
  await page.getByRole("textbox", { name: "Search" }).press("Enter");
}

/** Empties the list first, so that what an earlier search found does not count. */
async function search(page, text, username) {
  await ask(page, "nobody-at-all");
  await page.getByText("No search results").waitFor();
  await ask(page, text);
  await page.getByRole("link", { name: username, exact: true }).waitFor();
  assert.equal(await page.locator("tbody tr").count(), 1, text);
}

async function open(page, username = userId) {
  await openList(page);
  await search(page, userId, username);
  await page.getByRole("link", { name: username, exact: true }).click();
  await page.getByTestId("firstName").waitFor();
}

async function save(page) {
  await page.locator('button[type="submit"]:visible').getByText("Save").click();
  await told(page, "The user has been saved");
  await closeAlerts(page);
}

async function addAttribute(page, key, value) {
  await tab(page, "attributesTab");
  await page.getByTestId("unmanagedAttributes-add-row").click();
  await page.getByTestId("unmanagedAttributes-key").last().fill(key);
  await page.getByTestId("unmanagedAttributes-value").last().fill(value);
  await picture(page, "attribute");
  await save(page);
}

/** The attributes of App Services are shown, and nobody can write into them. */
async function readOurs(page, expected) {
  for (const [name, text] of Object.entries({ appServicesId: userId, ...expected })) {
    const field = page.getByTestId(name);
    assert.match(await field.inputValue(), new RegExp(text));
    assert.equal(await field.isEditable(), false, name);
  }
  await page.getByTestId("appServicesDevices").or(page.getByTestId("appServicesIdentities")).last().scrollIntoViewIfNeeded();
}

const stories = {
  async create(page) {
    await openList(page);
    await page.getByTestId("add-user").or(page.getByRole("button", { name: /^(Add user|Create new user)$/ })).first().click();
    await page.getByTestId("username").fill("Ada.L");
    await page.getByTestId("email").fill(email);
    await page.getByTestId("firstName").fill("Ada");
    await page.getByTestId("lastName").fill("Lovelace");
    await picture(page, "form");
    await page.getByTestId("user-creation-save").click();
    await told(page, "The user has been created");
    await closeAlerts(page);
    await tab(page, "credentials");
    await page.getByRole("button", { name: "Set password" }).click();
    await page.getByTestId("passwordField").fill("lovely engine");
    await page.getByTestId("passwordConfirmationField").fill("lovely engine");
    await page.locator("label[for='temporaryPassword']").or(page.locator("#temporaryPassword")).first().click();
    await page.getByTestId("confirm").click();
    await page.getByRole("button", { name: "Save password" }).click();
    await told(page, "The password has been set successfully");
    await closeAlerts(page);
    await picture(page, "password");
  },

  async edit(page) {
    await openList(page);
    await search(page, email.slice(0, 20), "ada.l");
    await picture(page, "found-by-address");
    await search(page, `appServicesIdentities:local-userpass`, "ada.l");
    await picture(page, "found-by-identity");
    await open(page, "ada.l");
    await picture(page, "details");
    await readOurs(page, { appServicesType: "^normal$", appServicesIdentities: "^local-userpass:[0-9a-f]{24}$" });
    await picture(page, "app-services");
    await page.getByTestId("firstName").fill("Augusta");
    await page.getByTestId("email").fill(`new.${email}`);
    await save(page);
    await picture(page, "saved");
    await addAttribute(page, "plan", "gold");
    await picture(page, "attribute-saved");
  },

  async anonymous(page) {
    await open(page);
    await readOurs(page, {
      appServicesType: "^normal$",
      appServicesIdentities: "^anon-user:",
      appServicesDevices: "^android 14, sdk 2.0.1, app 1.2.3, last seen [0-9TZ:-]{20}, id [0-9a-f]{24}$",
      appServicesLastAuthentication: "^[0-9TZ:-]{20}$",
    });
    await picture(page, "details");
    await page.getByText("Identities", { exact: true }).locator("xpath=../..").getByRole("button").click();
    await page.getByRole("dialog").waitFor();
    await picture(page, "help");
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await addAttribute(page, "seat", "14C");
    await tab(page, "user-details-tab");
    await page.getByTestId("lastName").fill("Guest");
    await save(page);
    await page.locator("label", { hasText: /^Enabled/ }).click();
    await page.getByTestId("confirm").click();
    await told(page, "The user has been saved");
    await page.getByText("Disabled", { exact: true }).filter({ visible: true }).waitFor();
    await picture(page, "disabled");
  },

  async unlink(page) {
    await open(page, "ada.l");
    await tab(page, "identity-provider-links-tab");
    await page.getByRole("button", { name: "Unlink account" }).waitFor();
    await picture(page, "linked");
    await page.getByRole("button", { name: "Unlink account" }).click();
    await page.getByTestId("confirm").click();
    await told(page, "The provider link has been removed");
    await page.getByRole("button", { name: "Link account" }).waitFor();
    await picture(page, "unlinked");
  },

  async "unlink-last"(page) {
    await open(page);
    await tab(page, "identity-provider-links-tab");
    await page.getByRole("button", { name: "Unlink account" }).click();
    await page.getByTestId("confirm").click();
    await told(page, "This is the last identity of the user");
    await picture(page, "refused");
  },

  async delete(page) {
    await open(page, "ada.l");
    await page.getByTestId("action-dropdown").click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").waitFor();
    await picture(page, "question");
    await page.getByTestId("confirm").click();
    await told(page, "The user has been deleted");
    await picture(page, "deleted");
  },
};

await inConsole(picture, async (page) => {
  await openRealm(page);
  await stories[story](page);
});
