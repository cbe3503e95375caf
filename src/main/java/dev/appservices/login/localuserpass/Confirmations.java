package dev.appservices.login.localuserpass;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.AddressProof.ForRegistration;
import dev.appservices.login.localuserpass.AddressProof.Refused;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.MailedToken;
import dev.appservices.user.UserDirectory;

/** Confirms registrations by the pair in a mail, and mails it again. */
public final class Confirmations {
    private final UserDirectory users;
    private final PendingUsers pendingUsers;
    private final EmailKeys emailKeys;
    private final Clock clock;

    public Confirmations(UserDirectory users, PendingUsers pendingUsers, EmailKeys emailKeys, Clock clock) {
        this.users = users;
        this.pendingUsers = pendingUsers;
        this.emailKeys = emailKeys;
        this.clock = clock;
    }

    /** Lets the registration log in that the pair was mailed for. */
    public AddressProof confirm(String token, String tokenId) {
        Optional<MailPair> pair = MailPair.of(token, tokenId);
        if (pair.isEmpty()) {
            return Refused.because(TokenProblem.MALFORMED);
        }
        Optional<PendingUser> pending = pendingUsers.findByToken(tokenId);
        if (pending.isEmpty()) {
            return Refused.because(
                    users.findByResetToken(tokenId).isPresent() ? TokenProblem.WRONG_PURPOSE : TokenProblem.UNKNOWN);
        }
        Instant now = clock.instant();
        return problem(pair.get(), pending.get(), now)
                .or(() -> pendingUsers.confirm(pending.get(), now) ? Optional.empty() : Optional.of(TokenProblem.USED))
                .<AddressProof>map(problem ->
                        new Refused(problem, Optional.of(pending.get().userId().hex())))
                .orElseGet(() -> new ForRegistration(pending.get()));
    }

    private static Optional<TokenProblem> problem(MailPair pair, PendingUser pending, Instant now) {
        Optional<MailedToken> stored =
                pending.confirmation().filter(token -> token.id().equals(pair.tokenId()));
        return stored.isPresent()
                ? pair.problemWith(stored.get(), pending.email(), now)
                : Optional.of(TokenProblem.WRONG_PURPOSE);
    }

    /**
     * The registration of an address that waits for its confirmation.
     *
     * @throws AppServicesException {@link ErrorCode#USER_ALREADY_CONFIRMED} or {@link ErrorCode#USER_NOT_FOUND}
     */
    public PendingUser waiting(String email) {
        if (!EmailAddress.isOne(email)) {
            throw unknown();
        }
        List<String> keys = emailKeys.candidates(email);
        Optional<PendingUser> pending = pendingUsers.findByEmailKeys(keys);
        boolean exact = pending.map(PendingUser::emailKey).equals(Optional.of(keys.get(0)));
        if (pending.filter(PendingUser::confirmed).isPresent()
                || (!exact && users.findByEmailKeys(keys).isPresent())) {
            throw new AppServicesException(ErrorCode.USER_ALREADY_CONFIRMED, "already confirmed");
        }
        return pending.orElseThrow(Confirmations::unknown);
    }

    /** Mails a new pair in the place of an earlier one. */
    public void send(PendingUser pending, UserpassMails mails) {
        if (!mails.reaches(pending.email())) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "email invalid");
        }
        mails.admit(pending.email());
        MailPair pair = MailPair.random();
        Instant now = clock.instant();
        if (!pendingUsers.expect(pending.id(), MailPurpose.CONFIRMATION, pair.mailedTo(pending.email(), now))) {
            throw unknown();
        }
        mails.send(MailPurpose.CONFIRMATION, pending.email(), pair, pending.toUser(now));
    }

    static AppServicesException unknown() {
        return new AppServicesException(ErrorCode.USER_NOT_FOUND, "user not found");
    }
}
