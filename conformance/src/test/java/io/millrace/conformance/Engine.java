package io.millrace.conformance;

import java.util.List;
import java.util.Map;

/**
 * One of the two libraries, able to run a program. What it saw comes back as text, section by section; the same program
 * on the other library must give the same text. Both engines are loaded by different class loaders, so only this
 * interface and data of the JDK pass between them.
 */
public interface Engine {

    /**
     * Runs a method of a class of cases.
     *
     * @param caseClass the class's name
     * @param method the method's name
     * @param settings what the application is configured with
     * @return sections of what was seen, lines by name
     */
    Map<String, List<String>> runCase(String caseClass, String method, Map<String, String> settings);

    /** Runs a generated program. */
    Map<String, List<String>> runProgram(Program program);
}
