package dev.appservices.login.customtoken;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.BasicHttpClientConnectionManager;

/**
 * Fetches a key set from an address that came out of a file or a form. It must not become a way into the server's own
 * network: TLS only, no redirect, and a connection is made to no other address than those that were looked at, so that a
 * name server cannot answer twice differently. Size and time have limits.
 *
 * <p>Not Keycloak's own HTTP client, which follows redirects and resolves names by itself.
 */
public final class JwksDownload {
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 100;

    /** Stops a server that sends byte after byte, which no timeout of the socket does. */
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(job -> {
        Thread thread = new Thread(job, "app-services-key-sets");
        thread.setDaemon(true);
        return thread;
    });

    private final DnsResolver names;
    private final Duration limit;

    public JwksDownload() {
        this(InetAddress::getAllByName, Duration.ofSeconds(10));
    }

    /** @param limit from the first byte to the last */
    JwksDownload(DnsResolver names, Duration limit) {
        this.names = names;
        this.limit = limit;
    }

    /** Why a key set is not fetched, for operators. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /**
     * The body of the answer.
     *
     * @param tls trusts what the server trusts
     */
    public byte[] get(URI address, PrivateHosts privateHosts, SSLSocketFactory tls) throws IOException {
        boolean isPrivate = privateHosts.allow(address);
        requireScheme(address, isPrivate);
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept", "application/json");
        try (CloseableHttpClient client = client(isPrivate, tls)) {
            ScheduledFuture<?> end = WATCH.schedule(request::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
            try (CloseableHttpResponse response = client.execute(request)) {
                int status = response.getStatusLine().getStatusCode();
                if (status != 200 || response.getEntity() == null) {
                    throw new Refused("The address of the key set answers " + status);
                }
                return bounded(response.getEntity().getContent());
            } finally {
                end.cancel(false);
            }
        }
    }

    private static void requireScheme(URI address, boolean isPrivate) throws Refused {
        boolean isTls = "https".equalsIgnoreCase(address.getScheme());
        boolean isPlain = "http".equalsIgnoreCase(address.getScheme());
        if (!isTls && !(isPlain && isPrivate)) {
            throw new Refused("The address of a key set must begin with https://");
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new Refused("The address of a key set must have a host, and no user");
        }
    }

    private CloseableHttpClient client(boolean isPrivate, SSLSocketFactory tls) {
        int millis = Math.toIntExact(limit.toMillis());
        BasicHttpClientConnectionManager connections = new BasicHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register("https", new SSLConnectionSocketFactory(tls, new DefaultHostnameVerifier()))
                        .build(),
                null,
                null,
                host -> isPrivate ? names.resolve(host) : publicAddresses(host));
        connections.setSocketConfig(SocketConfig.custom().setSoTimeout(millis).build());
        connections.setConnectionConfig(ConnectionConfig.custom()
                .setMessageConstraints(MessageConstraints.custom()
                        .setMaxLineLength(MAX_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .build());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(millis)
                        .setSocketTimeout(millis)
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private InetAddress[] publicAddresses(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            if (!AddressGuard.isPublic(address)) {
                throw new UnknownHostException("The host of the key set is in a private network");
            }
        }
        return addresses;
    }

    private static byte[] bounded(InputStream content) throws IOException {
        byte[] body = content.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new Refused("The key set has more than " + MAX_BYTES + " bytes");
        }
        return body;
    }
}
