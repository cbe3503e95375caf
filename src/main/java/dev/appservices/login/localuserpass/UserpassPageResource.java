package dev.appservices.login.localuserpass;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.appservices.keycloak.UserpassPages;

/** One of our pages that mails lead to. */
public final class UserpassPageResource {
    private final UserpassPages pages;

    public UserpassPageResource(UserpassPages pages) {
        this.pages = pages;
    }

    @GET
    public Response get() {
        return pages.ask();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post() {
        return pages.act();
    }
}
