<#ftl output_format="plainText">
${msg("appServicesConfirmBody", realmName)}

${link}

${msg("appServicesLinkLife", linkMinutes)}

${msg("appServicesConfirmIgnore")}
