package dev.appservices.migration;

/**
 * A setting whose text is kept outside of the directory.
 *
 * @param setting the key in {@code secret_config}
 * @param secretName the name under which the operator gives the text
 * @param pointer where in the provider file the name stands
 */
public record SecretReference(String setting, String secretName, String pointer) {}
