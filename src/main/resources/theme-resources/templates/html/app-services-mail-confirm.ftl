<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("appServicesConfirmBody", realmName)}</p>
<p><a href="${link}">${msg("appServicesConfirmLink")}</a></p>
<p>${msg("appServicesLinkLife", linkMinutes)}</p>
<p>${msg("appServicesConfirmIgnore")}</p>
</@layout.emailLayout>
