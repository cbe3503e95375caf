package dev.appservices.user;

import java.util.Optional;
import java.util.Set;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/**
 * What becomes of a credential that a user who is logged in has shown to be right, to log in with it from now on.
 *
 * <p>Nothing but the pair of provider type and id says whose an identity is. An address never does, verified or not: who
 * registers somebody else's would otherwise own an account before its owner comes.
 */
public sealed interface LinkingDecision {
    /** Appended to the user's identities. */
    record Link(Identity identity) implements LinkingDecision {}

    /** The same for a registration that has never logged in, which ends with it. */
    record LinkRegistration(PendingIdentity registration) implements LinkingDecision {}

    /** Done before, so it is no failure. */
    record AlreadyLinked() implements LinkingDecision {}

    /**
     * Not linked.
     *
     * @param owner another user whose identity it is
     */
    record Refuse(Reason reason, Optional<UserId> owner) implements LinkingDecision {}

    /** Why not, with what a client is told. */
    enum Reason {
        /** Anonymous identities and API keys are made for one user, and never linked. */
        NOT_LINKABLE(ErrorCode.INVALID_PARAMETER, "invalid user link request"),
        SERVER_USER(ErrorCode.INVALID_PARAMETER, "invalid user link request"),
        DISABLED(ErrorCode.USER_DISABLED, "user disabled"),
        SECOND_PASSWORD(
                ErrorCode.INTERNAL_SERVER_ERROR,
                "linking a local-userpass identity is not allowed when one is already linked"),
        OF_ANOTHER_USER(ErrorCode.INVALID_SESSION, "a user already exists with the specified provider"),
        NOT_CONFIRMED(ErrorCode.AUTH_ERROR, "confirmation required"),
        UNKNOWN_REGISTRATION(ErrorCode.INVALID_PASSWORD, "invalid username/password");

        private final ErrorCode code;
        private final String publicText;

        Reason(ErrorCode code, String publicText) {
            this.code = code;
            this.publicText = publicText;
        }

        public AppServicesException error() {
            return new AppServicesException(code, publicText);
        }
    }

    /** Of providers whose identities are never linked. */
    Set<String> NOT_LINKED = Set.of(ProviderType.ANON_USER.wireName(), ProviderType.API_KEY.wireName());

    /**
     * Decides, without looking anything up.
     *
     * @param user who is logged in
     * @param identity what the credential is to its provider
     * @param owner who has it
     * @param registration where it belongs to nobody and has not logged in yet; only e-mail/password has that
     */
    static LinkingDecision decide(
            User user, Identity identity, Optional<User> owner, Optional<PendingIdentity> registration) {
        if (!user.enabled()) {
            return refuse(Reason.DISABLED);
        }
        if (!user.type().equals(User.TYPE_NORMAL)) {
            return refuse(Reason.SERVER_USER);
        }
        if (NOT_LINKED.contains(identity.providerType())) {
            return refuse(Reason.NOT_LINKABLE);
        }
        if (owner.filter(one -> one.id().equals(user.id())).isPresent()) {
            return new AlreadyLinked();
        }
        boolean isPassword = identity.providerType().equals(ProviderType.LOCAL_USERPASS.wireName());
        if (isPassword && user.identity(identity.providerType()).isPresent()) {
            return refuse(Reason.SECOND_PASSWORD);
        }
        if (owner.isPresent()) {
            return new Refuse(Reason.OF_ANOTHER_USER, owner.map(User::id));
        }
        return isPassword ? ofRegistration(registration) : new Link(identity);
    }

    private static LinkingDecision ofRegistration(Optional<PendingIdentity> registration) {
        if (registration.isEmpty()) {
            return refuse(Reason.UNKNOWN_REGISTRATION);
        }
        return registration.get().confirmed() ? new LinkRegistration(registration.get()) : refuse(Reason.NOT_CONFIRMED);
    }

    private static Refuse refuse(Reason reason) {
        return new Refuse(reason, Optional.empty());
    }
}
