// Keycloak's admin console in a browser: what every story in it begins with.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { baseUrl, required } from "./support.mjs";
import { inBrowser } from "./browser.mjs";

const pictures = required("SCREENSHOTS");

/** Takes pictures that are numbered in the order they are taken in. */
export function photographer(prefix = "") {
  mkdirSync(pictures, { recursive: true });
  let number = 0;
  return (page, name) =>
    page.screenshot({
      path: join(pictures, `${prefix}${String(++number).padStart(2, "0")}-${name}.png`),
      animations: "disabled",
    });
}

export const alert = (page) => page.getByTestId("global-alerts");

/** Closes what earlier steps told, so that it hides nothing in a picture. */
export async function closeAlerts(page) {
  const buttons = alert(page).getByRole("button");
  while ((await buttons.count()) > 0) await buttons.first().click();
}

async function logIn(page) {
  await page.goto(`${baseUrl}/admin/`);
  await page.getByLabel("Username").fill(required("ADMIN"));
  await page.getByLabel("Password", { exact: true }).fill(required("ADMIN_PASSWORD"));
  await page.getByRole("button", { name: "Sign In" }).click();
  await page.getByTestId("currentRealm").waitFor();
}

/** Runs the story as an operator who has just logged in. A failure leaves a picture too. */
export async function inConsole(picture, story) {
  await inBrowser(async (page) => {
    page.setDefaultTimeout(20_000);
    await page.setViewportSize({ width: 1400, height: 1000 });
    try {
      await logIn(page);
      await story(page);
    } catch (error) {
      await picture(page, "failed");
      throw error;
    }
  });
}
