// A person of the realm makes a passkey where the login asks for one, and logs in with nothing else afterwards.
import { inBrowser } from "../browser.mjs";
import { photographer } from "../admin-console.mjs";
import { baseUrl, required } from "../support.mjs";

const account = `${baseUrl}/realms/${required("REALM")}/account/`;
const picture = photographer("passkey-");

/** A security key that knows its owner. Returns what begins and ends that the owner touches it whenever asked to. */
async function plugIn(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const key = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return (enabled) => devtools.send("WebAuthn.setAutomaticPresenceSimulation", { ...key, enabled });
}

await inBrowser(async (page) => {
  page.setDefaultTimeout(20_000);
  page.on("dialog", (dialog) => dialog.accept("key of the test"));
  const touch = await plugIn(page);

  await page.goto(account);
  await page.locator("#username").fill(required("EMAIL"));
  await page.locator("#password").fill(required("PASSWORD"));
  await page.locator("#kc-login").click();
  await page.locator("#registerWebAuthn").waitFor();
  await picture(page, "registration");
  await page.locator("#registerWebAuthn").click();
  await page.getByTestId("username").waitFor();

  await touch(false);
  await page.context().clearCookies();
  await page.goto(account);
  await page.locator("#authenticateWebAuthnButton").waitFor();
  await picture(page, "login");
  await touch(true);
  await page.locator("#authenticateWebAuthnButton").click();
  await page.getByTestId("username").waitFor();
  await picture(page, "logged-in");
});
