/**
 * Catches the mails of a development server, so that a developer can follow their links and none reaches a person.
 *
 * <p>It speaks SMTP on the loopback address and shows what came on a page there. Mails are kept in memory only: a link
 * that resets a password is as good as the password.
 */
@NullMarked
package dev.appservices.testing.mail;

import org.jspecify.annotations.NullMarked;
