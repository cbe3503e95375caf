<#import "template.ftl" as layout>
<#macro password name label focus=false>
    <div class="${properties.kcFormGroupClass!}">
        <label for="${name}" class="${properties.kcFormLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${label}</span></label>
        <span class="${properties.kcInputClass!}">
            <input id="${name}" name="${name}" type="password" autocomplete="new-password" required minlength="6" maxlength="128"<#if focus> autofocus</#if>>
        </span>
    </div>
</#macro>
<@layout.registrationLayout displayMessage=true; section>
    <#if section = "header">
        ${msg("appServicesResetTitle")}
    <#elseif section = "form">
        <form id="kc-app-services-reset" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <p class="instruction">${msg("appServicesPasswordLength")}</p>
            <input type="hidden" name="token" value="${appServicesToken}">
            <@password name="password-new" label=msg("appServicesNewPassword") focus=true />
            <@password name="password-confirm" label=msg("appServicesNewPasswordAgain") />
            <div class="${properties.kcFormGroupClass!}">
                <button id="kc-submit" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("appServicesResetButton")}</button>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
