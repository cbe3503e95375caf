package dev.appservices.contract;

import java.util.ArrayList;
import java.util.List;

/** A target without a server, which notes what its operator was asked to do. */
final class FakeTarget implements ContractTarget {
    final List<String> actions = new ArrayList<>();

    @Override
    public String baseUrl() {
        return "http://localhost:8080";
    }

    @Override
    public String realm() {
        return "quickstart";
    }

    @Override
    public String appId() {
        return "quickstart-abcde";
    }

    @Override
    public void disableUser(String userId) {
        actions.add("disableUser " + userId);
    }

    @Override
    public void deleteUser(String userId) {
        actions.add("deleteUser " + userId);
    }

    @Override
    public void lockUser(String userId) {
        actions.add("lockUser " + userId);
    }

    @Override
    public void endSessions(String userId) {
        actions.add("endSessions " + userId);
    }

    @Override
    public String expiredAccessToken(String refreshToken) {
        actions.add("expiredAccessToken " + refreshToken);
        return JwtText.foreign(0);
    }

    @Override
    public AppPlace mailApp() {
        return new AppPlace("mailing", "mailing-abcde");
    }

    @Override
    public AppPlace functionApp() {
        return new AppPlace("deciding", "deciding-abcde");
    }

    @Override
    public MailedPair mailedPair(String email) {
        actions.add("mailedPair " + email);
        return new MailedPair("a".repeat(128), "b".repeat(24));
    }
}
