package io.millrace.conformance.program;

import io.millrace.conformance.Engine;
import io.millrace.conformance.Program;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/** Runs cases and generated programs on the {@code TopologyTestDriver} of the library that it was loaded for. */
public final class DriverEngine implements Engine {

    @Override
    public Map<String, List<String>> runCase(String caseClass, String method, Map<String, String> settings) {
        return new DriverRun().run(settings, scenario -> invoke(caseClass, method, scenario));
    }

    @Override
    public Map<String, List<String>> runProgram(Program program) {
        return new DriverRun().run(program.allSettings(), scenario -> Interpreter.interpret(program, scenario));
    }

    private void invoke(String caseClass, String method, Scenario scenario) {
        try {
            Constructor<?> constructor =
                    Class.forName(caseClass, true, getClass().getClassLoader()).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object cases = constructor.newInstance();
            Method body = cases.getClass().getDeclaredMethod(method, Scenario.class);
            body.setAccessible(true);
            body.invoke(cases, scenario);
        } catch (InvocationTargetException e) {
            throw sneak(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no case " + caseClass + "." + method, e);
        }
    }

    /** A case declares nothing, but it throws what the library throws. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
