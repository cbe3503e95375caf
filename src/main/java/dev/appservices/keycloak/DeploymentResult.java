package dev.appservices.keycloak;

import java.util.List;

import dev.appservices.app.AppId;
import dev.appservices.migration.Report;

/**
 * What a deployment did, or a dry run would do.
 *
 * @param changed false when this very directory is deployed already, so that nothing is touched
 * @param hash of the directory
 * @param plan one sentence for each change
 */
public record DeploymentResult(
        AppId appId, String realm, boolean dryRun, boolean changed, String hash, List<String> plan, Report report) {
    public DeploymentResult {
        plan = List.copyOf(plan);
    }

    /** For a log, and for operators who asked for plain text. */
    public String toText() {
        StringBuilder text = new StringBuilder(report.toText().stripTrailing()).append('\n');
        text.append(headline()).append('\n');
        plan.forEach(sentence -> text.append("  ").append(sentence).append('\n'));
        return text.toString();
    }

    private String headline() {
        if (!changed) {
            return "App " + appId + " in realm " + realm + ": unchanged since it was deployed, nothing is touched.";
        }
        String outcome = dryRun ? "would be deployed (dry run, nothing is changed)" : "is deployed";
        return "App " + appId + " in realm " + realm + " " + outcome + (plan.isEmpty() ? "; no setting changes." : ":");
    }
}
