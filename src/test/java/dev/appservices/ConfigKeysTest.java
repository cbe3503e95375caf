package dev.appservices;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.provider.ProviderConfigProperty;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.customdata.CustomDataMapper;
import dev.appservices.customdata.CustomDataMapperConfig;
import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.Apps;
import dev.appservices.keycloak.LimitSettings;
import dev.appservices.login.customtoken.CustomTokenAuthenticatorFactory;
import dev.appservices.login.customtoken.CustomTokenConfig;
import dev.appservices.login.localuserpass.LocalUserpassAuthenticatorFactory;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.session.AppClaimsMapper;
import dev.appservices.session.AppIdsMapper;
import dev.appservices.session.AppIdsMapperConfig;
import dev.appservices.session.ClaimConfig;
import dev.appservices.session.ClaimMapper;
import dev.appservices.session.IdentitiesMapper;
import dev.appservices.session.LoginProviderMapper;
import dev.appservices.session.UserIdMapper;
import dev.appservices.testing.TestRealm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What code reads is what the console offers: the keys that each record asks for when it is parsed, its constants, and
 * its declared properties are one set. Each has a label, a help text that ends with the default, and a default value
 * where the type can show one. {@link ArchitectureTest} sees to it that only these records read settings.
 */
class ConfigKeysTest {
    /** One record of settings: its class, what it declares, and the keys that were asked for when it was parsed. */
    record Settings(Class<?> type, List<ProviderConfigProperty> declared, Set<String> read) {
        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Settings> settings() {
        return Stream.of(
                new Settings(AppServicesConfig.class, AppServicesConfig.properties(), readOfComponent()),
                new Settings(
                        LocalUserpassConfig.class,
                        new LocalUserpassAuthenticatorFactory().getConfigProperties(),
                        readOfLocalUserpass()),
                ofMapper(ClaimConfig.class, new IdentitiesMapper(), mapper -> ClaimConfig.from(mapper, "claim")),
                ofMapper(ClaimConfig.class, new LoginProviderMapper(), mapper -> ClaimConfig.from(mapper, "claim")),
                ofMapper(AppIdsMapperConfig.class, new AppIdsMapper(), AppIdsMapperConfig::from),
                ofMapper(CustomDataMapperConfig.class, new CustomDataMapper(), CustomDataMapperConfig::from),
                new Settings(
                        CustomTokenConfig.class,
                        new CustomTokenAuthenticatorFactory().getConfigProperties(),
                        readOfCustomToken()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keysWhenReadThenDeclared(Settings settings) {
        assertThat(settings.read()).isNotEmpty().isEqualTo(names(settings)).isEqualTo(constants(settings.type()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void propertiesWhenDeclaredThenExplained(Settings settings) {
        assertThat(settings.declared()).allSatisfy(property -> {
            assertThat(property.getLabel()).isNotBlank();
            assertThat(property.getHelpText()).matches("(?s)[A-Z].*\\.").containsIgnoringCase("default");
            if (!property.getType().equals(ProviderConfigProperty.STRING_TYPE) && !property.isSecret()) {
                assertThat(property.getDefaultValue()).isNotNull();
            }
            assertThat(property.isSecret()).isEqualTo(property.getType().equals(ProviderConfigProperty.PASSWORD));
        });
    }

    /** The keys of all authenticators share one name space in Keycloak's masking of secrets. */
    @Test
    void authenticatorKeysWhenDeclaredThenPrefixed() {
        assertThat(Stream.of(
                                new LocalUserpassAuthenticatorFactory().getConfigProperties(),
                                new CustomTokenAuthenticatorFactory().getConfigProperties())
                        .flatMap(List::stream))
                .extracting(ProviderConfigProperty::getName)
                .allMatch(name -> name.startsWith("appServices."));
    }

    /** Every class of settings is in the list above. */
    @Test
    void recordsWhenInTheProductThenListedHere() {
        Set<String> listed =
                settings().map(settings -> settings.type().getSimpleName()).collect(Collectors.toSet());

        assertThat(ArchitectureTest.configRecords()).isEqualTo(listed);
    }

    /** The console drops settings of a mapper that are not declared. */
    @Test
    void mapperKeysWhenWrittenByADeploymentThenDeclared() {
        assertThat(new AppClaimsMapper().getConfigProperties())
                .extracting(ProviderConfigProperty::getName)
                .containsAll(AppClaimsMapper.model().getConfig().keySet());
        assertThat(new CustomDataMapper().getConfigProperties())
                .extracting(ProviderConfigProperty::getName)
                .containsAll(CustomDataMapper.model().getConfig().keySet());
        assertThat(new UserIdMapper().getConfigProperties())
                .extracting(ProviderConfigProperty::getName)
                .contains(
                        OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN,
                        OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN,
                        OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO,
                        OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION);
    }

    @Test
    void clientAttributesWhenReadThenInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(constants(Apps.class))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
    }

    /** The switches for the tokens are read by Keycloak's base class. */
    private static Settings ofMapper(Class<?> type, ClaimMapper mapper, Consumer<ProtocolMapperModel> reader) {
        Recorder recorder = new Recorder();
        ProtocolMapperModel model = new ProtocolMapperModel();
        model.setConfig(recorder.single());
        reader.accept(model);
        List<ProviderConfigProperty> own = mapper.getConfigProperties().stream()
                .filter(property -> !property.getName().endsWith(".claim"))
                .toList();
        return new Settings(type, own, recorder.read);
    }

    private static Set<String> readOfComponent() {
        Recorder recorder = new Recorder();
        ComponentModel component = new ComponentModel();
        component.setConfig(recorder.multivalued());
        AppServicesConfig.validate(TestRealm.named("orchard"), component);
        return recorder.read;
    }

    private static Set<String> readOfLocalUserpass() {
        Recorder recorder = new Recorder();
        LocalUserpassConfig.from(recorder.single());
        return recorder.read;
    }

    private static Set<String> readOfCustomToken() {
        Recorder recorder = new Recorder();
        CustomTokenConfig.from(recorder.single());
        return recorder.read;
    }

    private static Set<String> names(Settings settings) {
        return settings.declared().stream()
                .map(ProviderConfigProperty::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Key constants are public; the one other text constant is the id of the provider. */
    private static Set<String> constants(Class<?> type) {
        Stream<String> constants = Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getType() == String.class && Modifier.isPublic(field.getModifiers()))
                .filter(field -> !field.getName().equals("PROVIDER_ID"))
                .map(ConfigKeysTest::value);
        Stream<String> limits = type == AppServicesConfig.class
                ? LimitSettings.properties().stream().map(ProviderConfigProperty::getName)
                : Stream.empty();
        return Stream.concat(constants, limits).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Remembers which keys were asked for; no key has a value. */
    private static final class Recorder {
        final Set<String> read = new TreeSet<>();

        MultivaluedHashMap<String, String> multivalued() {
            return new MultivaluedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                public @Nullable List<String> get(Object key) {
                    read.add(String.valueOf(key));
                    return super.get(key);
                }
            };
        }

        Map<String, String> single() {
            return new TreeMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                public @Nullable String get(Object key) {
                    read.add(String.valueOf(key));
                    return null;
                }
            };
        }
    }
}
