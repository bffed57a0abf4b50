import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Downloads one file: {@code java Fetch.java <from> <to>}. For ./mvnw on a machine that has neither curl nor wget.
 * Proxy settings of the system apply. Ends with exit code 1 and one sentence when it fails.
 */
final class Fetch {
    public static void main(String[] args) {
        System.setProperty("java.net.useSystemProxies", "true");
        try {
            URLConnection connection = URI.create(args[0]).toURL().openConnection();
            connection.setConnectTimeout(30_000);
            connection.setReadTimeout(60_000);
            try (InputStream in = connection.getInputStream()) {
                Files.copy(in, Path.of(args[1]));
            }
        } catch (Exception e) {
            System.err.println("Fetch: " + args[0] + " failed: " + e);
            System.exit(1);
        }
    }
}
