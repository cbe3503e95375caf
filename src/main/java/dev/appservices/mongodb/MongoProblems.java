package dev.appservices.mongodb;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.NamingException;
import javax.net.ssl.SSLException;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import org.jspecify.annotations.Nullable;

import dev.appservices.mongodb.ConnectionTest.Failed;
import dev.appservices.mongodb.ConnectionTest.Problem;

/** What the driver throws, as a sentence for the operator who wrote the connection string. */
final class MongoProblems {
    private static final int UNAUTHORIZED = 13;

    private final String hosts;
    private final boolean tls;
    private final String database;

    /**
     * @param hosts as the connection string has them, without user and password
     * @param tls whether it asks for TLS
     */
    MongoProblems(String hosts, boolean tls, String database) {
        this.hosts = hosts;
        this.tls = tls;
        this.database = database;
    }

    /** The name in a {@code mongodb+srv} string, which has exactly one. */
    static String srvHost(String connectionString) {
        return connectionString.replaceFirst("^mongodb\\+srv://(.*@)?", "").replaceFirst("[/?].*", "");
    }

    /** @param cluster what is known of the servers; the driver itself only says that it waited for one in vain */
    Failed of(MongoException e, @Nullable ClusterDescription cluster) {
        Throwable reason = e instanceof MongoTimeoutException && cluster != null
                ? reason(cluster).orElse(e)
                : e;
        Throwable cause = reason;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            Failed known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        if (e instanceof MongoTimeoutException && answered(cluster)) {
            return new Failed(Problem.TIME_OUT, "MongoDB answers at " + hosts + ", but no server there is a primary");
        }
        if (e instanceof MongoTimeoutException) {
            return timeOut();
        }
        if (e instanceof MongoSecurityException) {
            return refusedUser();
        }
        return new Failed(
                Problem.OTHER,
                "MongoDB at " + hosts + " refuses the connection test with the error code " + e.getCode()
                        + "; the log of this server has the details");
    }

    private static Optional<Throwable> reason(ClusterDescription cluster) {
        Throwable ofSrv = cluster.getSrvResolutionException();
        Stream<@Nullable Throwable> ofServers =
                cluster.getServerDescriptions().stream().map(ServerDescription::getException);
        return Stream.concat(Stream.ofNullable(ofSrv), ofServers)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean answered(@Nullable ClusterDescription cluster) {
        return cluster != null && cluster.getServerDescriptions().stream().anyMatch(ServerDescription::isOk);
    }

    private @Nullable Failed known(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof NamingException) {
            return new Failed(
                    Problem.HOST_NOT_FOUND,
                    "The name service does not know the MongoDB host " + hosts + "; see whether it is spelled right");
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertificateException) {
            return certificate(cause);
        }
        if (cause instanceof SSLException && !hasCertificateCause(cause)) {
            return new Failed(
                    Problem.TLS,
                    "No TLS connection to MongoDB at " + hosts
                            + " could be made; if it speaks no TLS, remove tls=true from the connection string");
        }
        if (cause instanceof SocketTimeoutException || cause instanceof MongoSocketReadTimeoutException) {
            return timeOut();
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return new Failed(
                    Problem.NOTHING_LISTENS,
                    "Nothing answers at " + hosts + ": MongoDB does not run there, or a firewall refuses this server");
        }
        return ofDriver(cause);
    }

    private @Nullable Failed ofDriver(Throwable cause) {
        if (cause instanceof MongoCommandException refused && refused.getCode() == UNAUTHORIZED) {
            return new Failed(
                    Problem.MISSING_PRIVILEGE,
                    "The MongoDB user lacks the privilege " + action(refused) + " on the database " + database
                            + ", or the connection string names no user; the role readWrite has all that are needed");
        }
        if (cause instanceof MongoSecurityException && cause.getCause() instanceof MongoCommandException) {
            return refusedUser();
        }
        if (cause instanceof MongoSocketReadException && !tls) {
            return new Failed(
                    Problem.TLS,
                    "MongoDB at " + hosts + " closed the connection; if it wants TLS, add tls=true to the connection"
                            + " string");
        }
        return null;
    }

    private static boolean hasCertificateCause(Throwable cause) {
        Throwable inner = cause.getCause();
        for (int depth = 0; inner != null && depth < 20; depth++) {
            if (inner instanceof CertPathBuilderException || inner instanceof CertificateException) {
                return true;
            }
            inner = inner.getCause();
        }
        return false;
    }

    private Failed certificate(Throwable cause) {
        boolean wrongName = String.valueOf(cause.getMessage()).startsWith("No ");
        return new Failed(
                Problem.TLS,
                wrongName
                        ? "The certificate of MongoDB at " + hosts + " is for another host name"
                        : "The certificate of MongoDB at " + hosts
                                + " is not trusted; add its authority to the truststore of this server");
    }

    private Failed refusedUser() {
        return new Failed(
                Problem.CREDENTIALS,
                "MongoDB at " + hosts + " refuses the user or the password; see also whether authSource names the"
                        + " database that the user was made in");
    }

    private Failed timeOut() {
        return new Failed(
                Problem.TIME_OUT,
                "MongoDB at " + hosts + " did not answer in time; see whether its firewall or access list lets this"
                        + " server in");
    }

    /** The command that was refused; the names of commands and of the actions they need are nearly the same. */
    private static String action(MongoCommandException refused) {
        String message = String.valueOf(refused.getErrorMessage());
        return Stream.of("createIndexes", "insert", "update", "delete", "find")
                .filter(message::contains)
                .findFirst()
                .map(command -> switch (command) {
                    case "createIndexes" -> "createIndex";
                    case "delete" -> "remove";
                    default -> command;
                })
                .orElse("find");
    }
}
