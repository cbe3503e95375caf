package dev.appservices.user;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.LinkingDecision.AlreadyLinked;
import dev.appservices.user.LinkingDecision.Link;
import dev.appservices.user.LinkingDecision.LinkRegistration;
import dev.appservices.user.LinkingDecision.Reason;
import dev.appservices.user.LinkingDecision.Refuse;
import dev.appservices.user.UserDirectory.Unlinked;
import dev.appservices.user.UserDirectory.Written;

/** Carries a {@link LinkingDecision} out, and decides again when somebody else was faster. */
public final class Linking {
    /** How often others may come between before this gives up. */
    private static final int ATTEMPTS = 5;

    private final UserDirectory users;
    private final Predicate<PendingIdentity> forget;

    /** @param forget deletes a registration; false when it was not there any more */
    public Linking(UserDirectory users, Predicate<PendingIdentity> forget) {
        this.users = users;
        this.forget = forget;
    }

    /** How it ended. */
    public sealed interface Result {}

    /** @param user as he is now */
    public record Linked(User user) implements Result {}

    /** Nothing was written. */
    public record Refused(Refuse why) implements Result {}

    /**
     * Links, in one conditional update.
     *
     * @param user as he was read before
     * @throws AppServicesException {@link ErrorCode#INVALID_SESSION} when the user is gone by now
     */
    public Result link(
            User user, Identity identity, Optional<User> knownOwner, Optional<PendingIdentity> registration) {
        User read = user;
        Optional<User> owner = knownOwner;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LinkingDecision decision = LinkingDecision.decide(read, identity, owner, registration);
            if (decision instanceof AlreadyLinked) {
                return new Linked(owner.orElse(read)); // Who was found by the identity is known as he is now.
            }
            if (decision instanceof Refuse refuse) {
                return new Refused(refuse);
            }
            if (write(read, decision) == Written.DONE) {
                return finish(read, decision);
            }
            read = current(read);
            owner = ownerOf(identity, registration);
        }
        throw AppServicesException.busy("the user is being changed by others all the time: try again");
    }

    private Written write(User read, LinkingDecision decision) {
        if (decision instanceof Link link) {
            return users.link(read.id(), link.identity());
        }
        return users.link(read, ((LinkRegistration) decision).registration());
    }

    /** The user first and the registration second: what a crash leaves between is outranked by the user's address. */
    private Result finish(User before, LinkingDecision decision) {
        if (decision instanceof Link link) {
            return new Linked(before.with(link.identity()));
        }
        PendingIdentity registration = ((LinkRegistration) decision).registration();
        return forget.test(registration)
                ? new Linked(before.with(registration.identity()).with(registration.changes()))
                : takeBack(before, registration);
    }

    /** Somebody has logged in by this registration, and was deleted; or an operator has deleted it. */
    private Result takeBack(User before, PendingIdentity registration) {
        Identity identity = registration.identity();
        if (users.unlink(before.id(), identity.providerType(), identity.id()) == Unlinked.DONE) {
            users.update(
                    current(before),
                    List.of(
                            new UserChange.SetEmail(before.email(), before.emailKey()),
                            new UserChange.SetEmailVerified(before.emailVerified()),
                            new UserChange.SetPassword(before.password())));
        }
        return new Refused(new Refuse(Reason.UNKNOWN_REGISTRATION, Optional.empty()));
    }

    private User current(User read) {
        return users.findById(read.id())
                .orElseThrow(() -> new AppServicesException(
                        ErrorCode.INVALID_SESSION,
                        "invalid session: No user found for session for user id " + read.id()));
    }

    /** The address of a registration may belong to somebody who has another identity by it. */
    private Optional<User> ownerOf(Identity identity, Optional<PendingIdentity> registration) {
        Optional<User> byIdentity = users.findByIdentity(identity.providerType(), identity.id());
        return byIdentity.isPresent()
                ? byIdentity
                : registration.flatMap(pending -> users.findByEmailKey(pending.emailKey()));
    }
}
