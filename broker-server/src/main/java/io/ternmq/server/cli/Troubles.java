// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.server.ndjson.MessageTextException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence on the error stream why a command did not do what it should, and what to do about it. */
final class Troubles {

    private static final Map<String, String> REMEDIES = Map.of(
            ErrorCode.CONNECTION_LOST.code(), "Check that a broker runs there, or name another (--broker, --url).",
            ErrorCode.SECURITY.code(), "Check --user and the password (--password-file or TERN_PASSWORD).",
            ErrorCode.INVALID_SELECTOR.code(), "Check --selector, and quote it for the shell.",
            ErrorCode.TIMEOUT.code(), "Whether it was done is not known; look, then try again.",
            ErrorCode.INTERNAL.code(), "This is a defect; please report it with what --verbose prints.");

    private final Shell shell;

    Troubles(Shell shell) {
        this.shell = shell;
    }

    /** A command line that could not be read. */
    int misunderstood(ParameterException why, String[] arguments) {
        CommandLine command = why.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        shell.remark(name + ": " + endSentence(String.valueOf(why.getMessage())) + " See " + name + " --help.");
        if (why instanceof UnmatchedArgumentException unmatched) {
            UnmatchedArgumentException.printSuggestions(unmatched, command.getErr());
        }
        return ExitCode.USAGE;
    }

    /** A command that began and failed. */
    int failed(Exception why, CommandLine command, @Nullable ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        shell.remark(name + ": " + sentence(why) + (why instanceof UsageException ? " See " + name + " --help." : ""));
        if (command.getCommand() instanceof ShellCommand ours && ours.isVerbose()) {
            why.printStackTrace(shell.err());
        }
        return why instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILURE;
    }

    private static String sentence(Throwable why) {
        if (why instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return sentence(unchecked.getCause());
        }
        if (why instanceof IOException failure) {
            return endSentence(describe(failure));
        }
        if (why instanceof UsageException || why instanceof InputException || why instanceof MessageTextException) {
            return endSentence(String.valueOf(why.getMessage()));
        }
        String code = codeOf(why);
        String what = code == null || why.getMessage() == null ? why.toString() : why.getMessage();
        String known = code == null ? ErrorCode.INTERNAL.code() : code;
        return known + ": " + withRemedy(what, REMEDIES.getOrDefault(known, ""));
    }

    /** Behind the sentence; what points at a place in a text below the sentence stays below. */
    private static String withRemedy(String what, String remedy) {
        int end = what.indexOf('\n');
        String sentence = endSentence(end < 0 ? what : what.substring(0, end)) + (remedy.isEmpty() ? "" : ' ' + remedy);
        return end < 0 ? sentence : sentence + what.substring(end);
    }

    private static @Nullable String codeOf(Throwable why) {
        if (why instanceof ProviderException ours) {
            return ours.code().code();
        }
        if (why instanceof JMSRuntimeException unchecked) {
            return unchecked.getErrorCode();
        }
        return why instanceof JMSException checked ? checked.getErrorCode() : null;
    }

    /** A failure of the file system, whose own messages are often no more than the name of a file. */
    private static String describe(IOException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            return "There is no " + message;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return message + " exists already; remove it, or choose another name";
        }
        if (failure instanceof AccessDeniedException) {
            return "There is no right to read or write " + message;
        }
        return "Reading or writing failed: " + message;
    }

    private static String endSentence(String text) {
        return text.matches("(?s).*[.!?]\"?\\s*") ? text.strip() : text.strip() + '.';
    }
}
