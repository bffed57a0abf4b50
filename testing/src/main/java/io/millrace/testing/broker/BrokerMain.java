package io.millrace.testing.broker;

import io.millrace.base.Threads;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of a broker's process: formats its storage if that is new, starts Kafka, and ends with its parent.
 *
 * <p>It ends when its standard input does, which the operating system closes when the parent ends, in whatever way.
 * Kafka's classes are named only at run time: they are on this process's class path, not on that of this module.
 */
final class BrokerMain {

    private static final int FAILED = 1;

    private BrokerMain() {}

    /** Arguments: the configuration file, and, if the storage is to be formatted first, the cluster's id. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Threads.system().start("parent-watch", BrokerMain::awaitEndOfParent);
        String configuration = arguments[0];
        if (arguments.length > 1) {
            format(configuration, arguments[1]);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                new String[] {configuration});
    }

    private static void format(String configuration, String cluster) throws ReflectiveOperationException {
        String[] arguments = {"format", "-t", cluster, "-c", configuration};
        try {
            Object failed = Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, PrintStream.class)
                    .invoke(null, arguments, System.out);
            if (!Integer.valueOf(0).equals(failed)) {
                throw new IllegalStateException("the storage was not formatted: " + failed);
            }
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void awaitEndOfParent() {
        try {
            int read = System.in.read();
            while (read >= 0) {
                read = System.in.read();
            }
        } catch (IOException e) {
            System.err.println("standard input: " + e.getMessage());
        }
        Runtime.getRuntime().halt(FAILED);
    }
}
