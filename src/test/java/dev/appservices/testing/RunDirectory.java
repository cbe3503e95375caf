package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * The launcher's folder {@code .run} in the checkout. Not under {@code target/}: {@code mvn clean} must not delete users.
 */
final class RunDirectory implements AutoCloseable {
    private static final int PASSWORD_BYTES = 12;

    private final Path path;
    private final FileChannel lock;

    private RunDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws LaunchException if another launcher uses it */
    static RunDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new LaunchException("Another mvn -Prun is running in this checkout; stop it first.");
            }
            RunDirectory directory = new RunDirectory(path, channel);
            directory.makeData();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path data() {
        return path.resolve("data");
    }

    Path keycloakDatabase() {
        return data().resolve("keycloak").resolve("keycloakdb");
    }

    Path mongoFile() {
        return data().resolve("mongodb.mv.db");
    }

    Path log() {
        return path.resolve("keycloak.log");
    }

    /** Deletes all that earlier runs have kept. */
    void empty() {
        try {
            Directories.delete(data());
            makeData();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The password of Keycloak's administrator. It lies with the data, because Keycloak takes it only at its very first
     * start.
     */
    String adminPassword() {
        Path file = data().resolve("admin-password");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                Files.createFile(file);
                restrict(file, "rw-------");
                Files.writeString(file, Base64.getUrlEncoder().encodeToString(random), StandardCharsets.US_ASCII);
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port to which an earlier run has led the realm's mails. It lies with the data, as the realm does. */
    OptionalInt mailPort() {
        Path file = mailPortFile();
        try {
            return Files.exists(file)
                    ? OptionalInt.of(Integer.parseInt(
                            Files.readString(file, StandardCharsets.US_ASCII).strip()))
                    : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rememberMailPort(int port) {
        try {
            Files.writeString(mailPortFile(), Integer.toString(port), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path mailPortFile() {
        return data().resolve("mail-port");
    }

    private void makeData() throws IOException {
        Files.createDirectories(data());
        restrict(data(), "rwx------");
    }

    private static void restrict(Path file, String posix) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(posix));
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl != null) {
            AclEntry owner = AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build();
            acl.setAcl(List.of(owner));
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
