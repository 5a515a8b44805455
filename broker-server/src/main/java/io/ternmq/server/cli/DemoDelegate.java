// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tern demo}: runs the demo of the samples where they are on the class path; in a release they are not. */
@Command(
        name = "demo",
        description = "Plays a week of earthquake reports through an embedded broker and checks every count.",
        footer = {
            "Example:",
            "  ./tern demo",
            "",
            "The demo belongs to the sources of TernMQ: it is there where they were built, not where only"
                    + " the server is."
        })
final class DemoDelegate implements Callable<Integer> {

    private static final String DEMO = "io.ternmq.samples.Demo";

    private final Shell shell;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENTS", description = "What the demo understands; --help lists it.")
    private List<String> arguments = new ArrayList<>();

    DemoDelegate(Shell shell) {
        this.shell = shell;
    }

    /** The demo ends the process itself. */
    @Override
    public Integer call() throws ReflectiveOperationException {
        try {
            Class.forName(DEMO).getMethod("main", String[].class)
                    .invoke(null, (Object) arguments.toArray(new String[0]));
            return ExitCode.OK;
        } catch (ClassNotFoundException e) {
            shell.remark("tern demo: The demo is not part of this installation. It comes with the sources:"
                    + " run ./tern demo there, or put samples.jar on the class path with TERN_CLASSPATH.");
            return ExitCode.FAILURE;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The demo failed: " + e.getCause(), e);
        }
    }
}
