// A page with realm-web's own browser bundle, served from a given origin, in a headless Chromium.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const bundle = createRequire(import.meta.url).resolve("realm-web").replace("bundle.cjs.js", "bundle.iife.js");

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) => [name, `${name}.exe`]);
  return (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((directory) => names.map((name) => join(directory, name)))
    .find(existsSync);
}

/** The machine's own browser, else the one that playwright-core downloads for itself. */
async function launch() {
  const executablePath = executable();
  if (!executablePath) {
    const installed = spawnSync("npx", ["playwright-core", "install", "chromium"], { stdio: "inherit", shell: true });
    if (installed.status !== 0) throw new Error("Chromium is needed: none is in PATH, and it could not be installed");
  }
  const args = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
  ];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath, args });
}

function serve(port) {
  const server = createServer((request, response) => {
    if (request.url === "/realm.js") {
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(readFileSync(bundle));
    } else {
      response
        .writeHead(200, { "Content-Type": "text/html" })
        .end('<!doctype html><title>test</title><script src="/realm.js"></script>');
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** Serves on the first of the ports that is free. */
async function serveOnOneOf(ports) {
  for (const port of ports) {
    try {
      return await serve(port);
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(`One of the ports ${ports.join(", ")} must be free: the app lists only those as origins`);
}

/** Runs the story with an empty page and closes the browser. */
export async function inBrowser(story) {
  const browser = await launch();
  try {
    await story(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** Runs the story with a page of the origin http://localhost:port and closes everything. */
export async function onPage(ports, story) {
  const server = await serveOnOneOf(ports);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${server.address().port}/`);
    await story(page);
  } finally {
    await browser.close();
    server.close();
  }
}
