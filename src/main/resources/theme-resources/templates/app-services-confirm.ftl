<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=true; section>
    <#if section = "header">
        ${msg("appServicesConfirmTitle")}
    <#elseif section = "form">
        <form id="kc-app-services-confirm" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <p class="instruction">${msg("appServicesConfirmQuestion", appServicesName)}</p>
            <input type="hidden" name="token" value="${appServicesToken}">
            <div class="${properties.kcFormGroupClass!}">
                <button id="kc-submit" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("appServicesConfirmButton")}</button>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
