// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What went wrong, for people. */
final class Advice {

    private static final String NO_DRIVER = "No suitable driver";

    private Advice() {}

    /** A sentence of the store, and what this command can do about it. */
    static String withRemedy(String sentence) {
        if (!sentence.contains(NO_DRIVER)) {
            return sentence;
        }
        return sentence + ". The driver of the database is not on the class path: put its jars into the environment"
                + " variable TERN_CLASSPATH, for Apache Derby"
                + " TERN_CLASSPATH=derby-10.16.1.1.jar:derbyshared-10.16.1.1.jar";
    }

    /** A failure of the file system, whose own messages are often no more than the name of a file. */
    static String describe(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof NoSuchFileException) {
            return "There is no " + message;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return message + " exists already; --force replaces it";
        }
        if (failure instanceof AccessDeniedException) {
            return "No right to read or write " + message;
        }
        return failure.getMessage() == null ? failure.toString() : message;
    }
}
