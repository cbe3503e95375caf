// The pages of an app of its own: they read token and tokenId from their address and hand them to realm-web.
import { Realm, assert, newApp, newEmail, password, required } from "../support.mjs";

async function nextPair(email) {
  const link = await (await fetch(`${required("LINKS")}?to=${encodeURIComponent(email)}`)).text();
  const query = new URL(link).searchParams;
  return { token: query.get("token"), tokenId: query.get("tokenId") };
}

const refused = (statusCode, errorCode, error) => (actual) => {
  assert.equal(actual.statusCode, statusCode);
  assert.equal(actual.errorCode, errorCode);
  assert.equal(actual.error, error);
  return true;
};

const app = newApp();
const auth = app.emailPasswordAuth;
const email = newEmail();
const newPassword = "another password";
const credentials = (secret) => Realm.Credentials.emailPassword(email, secret);

await auth.registerUser({ email, password });
const first = await nextPair(email);
await assert.rejects(app.logIn(credentials(password)), refused(401, "AuthError", "confirmation required"));

await auth.resendConfirmationEmail({ email });
const second = await nextPair(email);
await assert.rejects(
  auth.confirmUser(first),
  refused(400, "UserpassTokenInvalid", "userpass token is expired or invalid"),
);
await auth.confirmUser(second);
await assert.rejects(auth.resendConfirmationEmail({ email }), refused(400, "UserAlreadyConfirmed", "already confirmed"));
const user = await app.logIn(credentials(password));

await auth.sendResetPasswordEmail({ email });
const reset = await nextPair(email);
await assert.rejects(
  auth.resetPassword({ ...reset, password: "short" }),
  refused(400, "BadRequest", "password must be between 6 and 128 characters"),
);
await auth.resetPassword({ ...reset, password: newPassword });
await assert.rejects(
  auth.resetPassword({ ...reset, password: newPassword }),
  refused(400, "UserpassTokenInvalid", "userpass token is expired or invalid"),
);
await assert.rejects(
  newApp().logIn(credentials(password)),
  refused(401, "InvalidPassword", "invalid username/password"),
);
assert.equal((await newApp().logIn(credentials(newPassword))).id, user.id);

const nobody = newEmail();
await assert.rejects(auth.sendResetPasswordEmail({ email: nobody }), refused(404, "UserNotFound", "user not found"));
await assert.rejects(auth.resendConfirmationEmail({ email: nobody }), refused(404, "UserNotFound", "user not found"));
await assert.rejects(
  auth.confirmUser({ token: "token", tokenId: "tokenId" }),
  refused(400, "BadRequest", "invalid token data"),
);
await assert.rejects(
  auth.callResetPasswordFunction({ email, password: newPassword }, 1),
  refused(400, undefined, `cannot run reset function for ${email}: no reset function is configured`),
);
