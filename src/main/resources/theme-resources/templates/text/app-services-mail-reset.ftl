<#ftl output_format="plainText">
${msg("appServicesResetBody", realmName)}

${link}

${msg("appServicesLinkLife", linkMinutes)}

${msg("appServicesResetIgnore")}
