// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

/** How a command ends; the numbers are part of what users rely on. */
final class ExitCode {

    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    /** Nothing, or less than asked for, arrived in time. */
    static final int NOTHING = 3;

    private ExitCode() {}
}
