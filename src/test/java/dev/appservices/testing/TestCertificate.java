package dev.appservices.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/**
 * A certificate of {@code localhost} that nobody signed, made by the JDK's own tool.
 *
 * @param chain the certificate, in the files that proxies read
 * @param key its private key
 * @param both for proxies that want them in one file
 */
public record TestCertificate(Path chain, Path key, Path both, SSLContext trusting) {
    private static final String PASSWORD = "of-the-tests";
    private static final String ALIAS = "localhost";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static @Nullable TestCertificate instance;

    /** The one of this JVM. */
    static synchronized TestCertificate get() {
        if (instance == null) {
            instance = make(Path.of("target", "certificate").toAbsolutePath());
        }
        return instance;
    }

    private static TestCertificate make(Path directory) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("localhost.p12");
            Files.deleteIfExists(file);
            generate(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
            Certificate certificate = store.getCertificate(ALIAS);
            String chainText = pem("CERTIFICATE", certificate.getEncoded());
            String keyText = pem("PRIVATE KEY", key.getEncoded());
            return new TestCertificate(
                    Files.writeString(directory.resolve("chain.pem"), chainText),
                    Files.writeString(directory.resolve("key.pem"), keyText),
                    Files.writeString(directory.resolve("both.pem"), chainText + keyText),
                    trusting(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot read what its keytool wrote", e);
        }
    }

    private static void generate(Path file) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        Command.must(command, Path.of("").toAbsolutePath(), Map.of(), LIMIT);
    }

    private static SSLContext trusting(Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
