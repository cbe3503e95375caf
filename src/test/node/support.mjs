// What the scenarios share: the app under test, a storage that outlives an App object, and a fetch that keeps a record.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import * as Realm from "realm-web";

export { assert, Realm };

export const baseUrl = required("BASE_URL");
export const appId = required("APP_ID");

/** A variable of the environment that the Java test sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is needed`);
  return value;
}

/** An app on its own device: nothing is shared with other scenarios. */
export function newApp({ storage = new DeviceStorage(), fetch = globalThis.fetch } = {}) {
  return new Realm.App({ id: appId, baseUrl, storage, fetch });
}

/** A device's storage in memory, with the methods that realm-web asks of one. */
export class DeviceStorage {
  #values = new Map();
  #listeners = new Set();

  get(key) {
    return this.#values.get(key) ?? null;
  }

  set(key, value) {
    this.#values.set(key, value);
    this.#changed();
  }

  remove(key) {
    this.#values.delete(key);
    this.#changed();
  }

  prefix(part) {
    return new Part(this, part);
  }

  clear(prefix = "") {
    for (const key of [...this.#values.keys()]) if (key.startsWith(prefix)) this.#values.delete(key);
    this.#changed();
  }

  addListener(listener) {
    this.#listeners.add(listener);
  }

  removeListener(listener) {
    this.#listeners.delete(listener);
  }

  #changed() {
    this.#listeners.forEach((listener) => listener());
  }
}

class Part {
  constructor(storage, name) {
    this.storage = storage;
    this.name = name;
  }

  get(key) {
    return this.storage.get(`${this.name}:${key}`);
  }

  set(key, value) {
    this.storage.set(`${this.name}:${key}`, value);
  }

  remove(key) {
    this.storage.remove(`${this.name}:${key}`);
  }

  prefix(part) {
    return new Part(this, part);
  }

  clear(prefix = "") {
    this.storage.clear(`${this.name}:${prefix}`);
  }

  addListener(listener) {
    this.storage.addListener(listener);
  }

  removeListener(listener) {
    this.storage.removeListener(listener);
  }
}

/** Name under which realm-web keeps a value of a user. */
export function userKey(userId, name) {
  return `app(${appId}):user(${userId}):${name}`;
}

/** A fetch that passes everything on and remembers it as "METHOD /path status". */
export function recordingFetch() {
  const seen = [];
  const fetch = async (url, options = {}) => {
    const response = await globalThis.fetch(url, options);
    const path = new URL(url).pathname.replace("/api/client/v2.0", "").replace(`/app/${appId}`, "/app");
    seen.push(`${options.method ?? "GET"} ${path} ${response.status}`);
    // realm-web retries a refused token without end; a scenario must end all the same.
    if (seen.length > 50) throw new Error(`Too many requests: ${seen.slice(-6).join(", ")}`);
    return response;
  };
  return { fetch, seen };
}

export function newEmail() {
  return `${randomUUID()}@example.com`;
}

export const password = "correct horse";

/** Registers and logs in somebody new. */
export async function newUser(app) {
  const email = newEmail();
  await app.emailPasswordAuth.registerUser({ email, password });
  return { email, user: await app.logIn(Realm.Credentials.emailPassword(email, password)) };
}

/** The same token with another signature. */
export function tampered(token) {
  const [header, payload, signature] = token.split(".");
  const other = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  return [header, payload, other].join(".");
}

/** A request past the SDK, to see what the server itself says. */
export async function raw(method, path, token) {
  const response = await globalThis.fetch(`${baseUrl}/api/client/v2.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get("content-type"), body: text ? JSON.parse(text) : null };
}

export function claims(token) {
  return JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
}
