package dev.appservices.keycloak;

import java.net.URI;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import dev.appservices.app.AppId;
import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.AddressProof;
import dev.appservices.login.localuserpass.MailPair;
import dev.appservices.login.localuserpass.MailPurpose;
import dev.appservices.login.localuserpass.TokenProblem;

/**
 * The pages that mails lead to where an app has none of its own, in the login theme of the realm. Opening one changes
 * nothing, since programs that look for dangerous links open them too: the button does it.
 */
public final class UserpassPages {
    private static final String TOKEN = "token";
    private static final String NEW_PASSWORD = "password-new";
    private static final String NEW_PASSWORD_AGAIN = "password-confirm";

    private final UserpassRequest request;
    private final MailPurpose purpose;
    private final String tokenId;

    private UserpassPages(UserpassRequest request, MailPurpose purpose, String tokenId) {
        this.request = request;
        this.purpose = purpose;
        this.tokenId = tokenId;
    }

    /** Empty where the realm has no such app, or an app no such page. */
    public static Optional<UserpassPages> of(KeycloakSession session, String appId, String page, String tokenId) {
        RealmModel realm = session.getContext().getRealm();
        return purpose(page)
                .flatMap(purpose -> AppIndex.inRealm(realm, new AppId(appId)).map(entry -> {
                    session.getContext().setClient(entry.client());
                    return new UserpassPages(UserpassRequest.of(session, ObjectIds.random()), purpose, tokenId);
                }));
    }

    private static Optional<MailPurpose> purpose(String page) {
        for (MailPurpose purpose : MailPurpose.values()) {
            if (UserpassRequest.page(purpose).equals(page)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }

    /** The page with the button. */
    public Response ask() {
        MultivaluedMap<String, String> query =
                request.session().getContext().getUri().getQueryParameters();
        Optional.ofNullable(query.getFirst("kc_locale"))
                .ifPresent(
                        locale -> request.session().setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, locale));
        return MailPair.of(first(query, TOKEN), tokenId)
                .map(pair -> form(pair, Optional.empty()))
                .orElseGet(() -> problem(TokenProblem.MALFORMED));
    }

    /** The button was pressed. */
    public Response act() {
        MultivaluedMap<String, String> fields =
                request.session().getContext().getHttpRequest().getDecodedFormParameters();
        Optional<MailPair> pair = MailPair.of(first(fields, TOKEN), tokenId);
        if (pair.isEmpty()) {
            return problem(TokenProblem.MALFORMED);
        }
        try {
            return switch (purpose) {
                case CONFIRMATION ->
                    told(new ConfirmationService(request).confirmed(pair.get().token(), tokenId));
                case RESET -> reset(pair.get(), first(fields, NEW_PASSWORD), first(fields, NEW_PASSWORD_AGAIN));
            };
        } catch (AppServicesException e) {
            return failed(pair.get(), e);
        }
    }

    private Response reset(MailPair pair, String password, String again) {
        return password.equals(again)
                ? told(new PasswordResetService(request).proofOf(pair.token(), tokenId, password))
                : form(pair, Optional.of("appServicesPasswordsDiffer"));
    }

    private Response told(AddressProof proof) {
        if (proof instanceof AddressProof.Refused refused) {
            return problem(refused.problem());
        }
        String message = purpose == MailPurpose.CONFIRMATION ? "appServicesConfirmed" : "appServicesReset";
        return PageHeaders.sealed(
                request.session(),
                forms().setInfo(message, KeycloakMails.appName(request.realm())).createInfoPage());
    }

    private Response failed(MailPair pair, AppServicesException e) {
        if (e.status() >= 500) {
            request.session().getTransactionManager().setRollbackOnly();
            return error(Status.fromStatusCode(e.status()), "internalServerError");
        }
        boolean badPassword = e.code().equals(Optional.of(ErrorCode.BAD_REQUEST));
        return badPassword
                ? form(pair, Optional.of(e.publicText()))
                : error(Status.fromStatusCode(e.status()), "appServicesLinkUnusable");
    }

    /** Whoever has the right pair of a used link may know that it was used; of every other one nothing is said. */
    private Response problem(TokenProblem problem) {
        return error(
                Status.BAD_REQUEST, problem == TokenProblem.USED ? "appServicesLinkUsed" : "appServicesLinkUnusable");
    }

    private Response error(Status status, String message) {
        return PageHeaders.sealed(request.session(), forms().setError(message).createErrorPage(status));
    }

    private Response form(MailPair pair, Optional<String> error) {
        LoginFormsProvider forms = forms().setActionUri(
                        URI.create(request.pages() + "/" + UserpassRequest.page(purpose) + "/" + tokenId))
                .setAttribute("appServicesToken", pair.token())
                .setAttribute("appServicesName", KeycloakMails.appName(request.realm()));
        error.ifPresent(message -> forms.setStatus(Status.BAD_REQUEST).setError(message));
        return PageHeaders.sealed(
                request.session(),
                forms.createForm(
                        purpose == MailPurpose.CONFIRMATION ? "app-services-confirm.ftl" : "app-services-reset.ftl"));
    }

    private LoginFormsProvider forms() {
        return request.session().getProvider(LoginFormsProvider.class);
    }

    private static String first(MultivaluedMap<String, String> values, String name) {
        String value = values.getFirst(name);
        return value == null ? "" : value;
    }
}
