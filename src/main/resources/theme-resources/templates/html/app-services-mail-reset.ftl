<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("appServicesResetBody", realmName)}</p>
<p><a href="${link}">${msg("appServicesResetLink")}</a></p>
<p>${msg("appServicesLinkLife", linkMinutes)}</p>
<p>${msg("appServicesResetIgnore")}</p>
</@layout.emailLayout>
