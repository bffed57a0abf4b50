package io.millrace.streams.kstream;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.errors.TopologyException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and how {@link KStream#print(Printed)} writes records: one line {@code [label]: key, value} each.
 *
 * <p>Meant for looking at a stream while developing. The {@code with} methods change this object and return it.
 *
 * @param <K> key type
 * @param <V> value type
 */
public class Printed<K, V> implements NamedOperation<Printed<K, V>> {

    /** Where the lines go. */
    protected final OutputStream outputStream;

    /** What stands in brackets; {@code null} means the name of the step. */
    protected @Nullable String label;

    /** Name of the print step; {@code null} means a generated name. */
    protected @Nullable String processorName;

    /** Makes the text after the label. */
    protected KeyValueMapper<? super K, ? super V, String> mapper = (key, value) -> key + ", " + value;

    private Printed(OutputStream outputStream) {
        this.outputStream = outputStream;
    }

    /**
     * Copies another object.
     *
     * @param printed what to copy
     */
    protected Printed(Printed<K, V> printed) {
        this.outputStream = printed.outputStream;
        this.label = printed.label;
        this.processorName = printed.processorName;
        this.mapper = printed.mapper;
    }

    /**
     * Prints to a file, in UTF-8. The file is opened, and emptied if it exists, by this call.
     *
     * @param <K> key type
     * @param <V> value type
     * @param filePath the path of the file
     * @return the new object
     * @throws TopologyException if the path is blank or the file cannot be written
     */
    public static <K, V> Printed<K, V> toFile(String filePath) {
        requireNonNull(filePath, "filePath: null (expected: the path of a file)");
        if (filePath.isBlank()) {
            throw new TopologyException("filePath: blank (expected: the path of a file)");
        }
        try {
            return new Printed<>(Files.newOutputStream(Path.of(filePath)));
        } catch (IOException e) {
            throw new TopologyException("filePath: " + filePath + " (expected: a file that can be written)", e);
        }
    }

    /**
     * Prints to standard output.
     *
     * @param <K> key type
     * @param <V> value type
     * @return the new object
     */
    public static <K, V> Printed<K, V> toSysOut() {
        return new Printed<>(System.out);
    }

    /**
     * Sets what stands in brackets.
     *
     * @param label the label
     * @return this object
     */
    public Printed<K, V> withLabel(String label) {
        this.label = requireNonNull(label, "label: null (expected: a text)");
        return this;
    }

    /**
     * Sets how a record becomes text.
     *
     * @param mapper makes the text after the label
     * @return this object
     */
    public Printed<K, V> withKeyValueMapper(KeyValueMapper<? super K, ? super V, String> mapper) {
        this.mapper = requireNonNull(mapper, "mapper: null (expected: a mapper)");
        return this;
    }

    /**
     * Sets the name of the print step.
     *
     * @param processorName the name; {@code null} means a generated name
     * @return this object
     */
    @Override
    public Printed<K, V> withName(@Nullable String processorName) {
        this.processorName = processorName;
        return this;
    }
}
