package dev.appservices.testing.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on the loopback address that delivers nothing, and the page with what came. */
public final class MailCatcher implements AutoCloseable {
    /** Developers know these two from other mail catchers. */
    public static final int USUAL_SMTP_PORT = 1025;

    public static final int USUAL_PAGE_PORT = 8025;

    /** With {@value Mails#KEPT} mails this is a bound of memory; mails of a login are a few kilobytes. */
    private static final int MAX_MAIL_BYTES = 2 * 1024 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool(MailCatcher::thread);
    private final SMTPServer server;
    private final MailPage page;

    private MailCatcher(InetAddress address, int smtpPort, int pagePort, Consumer<Mail> listener) throws IOException {
        Mails mails = new Mails(Clock.systemUTC(), listener);
        server = SMTPServer.port(smtpPort)
                .bindAddress(address)
                .hostName("localhost")
                .softwareName("mail catcher")
                .maxMessageSize(MAX_MAIL_BYTES)
                .insertReceivedHeaders(false)
                .executorService(threads)
                .simpleMessageListener(new EveryMail(mails))
                .build();
        server.start();
        page = MailPage.open(new InetSocketAddress(address, pagePort), mails, threads);
    }

    /**
     * Listens at once.
     *
     * @param address the loopback one: whoever reaches it reads the mails
     * @param listener gets each mail when it has come, on any thread
     */
    public static MailCatcher open(InetAddress address, int smtpPort, int pagePort, Consumer<Mail> listener) {
        try {
            return new MailCatcher(address, smtpPort, pagePort, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int smtpPort() {
        return server.getPortAllocated();
    }

    /** Address of the page. */
    public String page() {
        return page.address();
    }

    /** The mail library looks for its parts by the thread's class loader, which is Maven's own for other threads. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "mails");
        thread.setDaemon(true);
        thread.setContextClassLoader(MailCatcher.class.getClassLoader());
        return thread;
    }

    @Override
    public void close() {
        page.close();
        server.stop();
        threads.shutdownNow();
    }
}
