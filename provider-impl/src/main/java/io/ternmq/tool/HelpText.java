// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.util.List;
import java.util.Map;

/** What {@code --help} prints. */
final class HelpText {

    /** The overview. */
    static final String ALL = """
            Usage: tern store <command> [options] STORE [arguments]

            Looks after what a broker keeps. STORE is the directory of a file store, or one of
              file:DIRECTORY      the same
              derby:DIRECTORY     an embedded Apache Derby database
              jdbc:URL            a database, by the URL of its driver
            Behind a database, #PREFIX says what the names of the tables begin with (default TERNMQ_).

            Commands:
              verify STORE                      read everything and say what is damaged
              stat STORE                        how large the store is, and how many messages are where
              dump STORE                        print every record
              compact STORE                     give back what no message needs any more
              compact --salvage NEWDIR STORE    save what can be read of a damaged directory
              export STORE DESTINATION [FILE]   write messages as lines of JSON
              import STORE DESTINATION [FILE]   send messages from lines of JSON
            tern store <command> --help says more about one of them.

            verify, stat and dump only read a directory; it may be damaged, or in use by a broker. Everything else,
            and everything about a database, needs the store alone: stop its broker first.

            Exit status: 0 all is well, 1 damage was found or the command failed, 2 the command line is wrong.

            The driver of a database must be on the class path: put its jars into the environment variable
            TERN_CLASSPATH.
            """;

    private static final Map<String, String> OF_COMMANDS = Map.of(
            "verify", """
            Usage: tern store verify STORE

            Reads every byte that the store needs and says what is damaged. A directory is only read. Where a broker
            has it open, the end of the log moves on meanwhile, which may look like the remains of a crash.
            Exit status 0: nothing is damaged. 1: something is, or the store cannot be opened.
            """,
            "stat", """
            Usage: tern store stat [--json] STORE

            Prints the files, the checkpoints, and for each queue and durable subscription how many messages and bytes
            it holds. A directory is only read; of a damaged one the figures are those of what can be read.
              --json   print one JSON object
            """,
            "dump", """
            Usage: tern store dump [--bodies] [--full] [--json] STORE

            Prints one line for each record: where it is, its reference, the kind of fact and what it says. Of messages
            the headers and properties are shown. What is damaged is passed over; lines that begin with DAMAGE say so.
              --bodies   show bodies too, cut to 200 characters
              --full     cut neither bodies nor long lists
              --json     print each line as a JSON object
            """,
            "compact", """
            Usage: tern store compact STORE
                   tern store compact --salvage NEWDIR STORE

            Takes a checkpoint, moves what is left of files that are mostly empty, and gives the rest back. No broker
            may have the store open.
              --salvage NEWDIR   STORE is a damaged directory: copy what can be read into NEWDIR, which must be empty,
                                 and say what is lost. STORE is only read. A broker can be started on NEWDIR.
            """,
            "export", """
            Usage: tern store export [--force] STORE DESTINATION [FILE]

            Writes the persistent messages of DESTINATION as JSON, one a line, in the order of delivery; to FILE, or to
            the standard output when there is none or it is -. Nothing is taken out of the store. No broker may have it
            open.
            DESTINATION is
              queue://NAME                     a queue
              topic://TOPIC/SUBSCRIPTION       a durable subscription, named as stat names it
              --force   replace FILE when it exists
            """,
            "import", """
            Usage: tern store import [--dedup] STORE DESTINATION [FILE]

            Sends the messages of FILE, or of the standard input when there is none or it is -, to DESTINATION, which is
            queue://NAME or topic://NAME. A message keeps its identity, its time and everything else but its destination
            and how often it was delivered. The store is made when there is none. No broker may have it open.
            At the first line that is no message the import ends; what came before it stays.
              --dedup   take the identity of a message as its JMS_TERN_DedupId, if it has none: what is imported again
                        within the next ten minutes is dropped
            """);

    private HelpText() {}

    /** Whether the command line asks for help. */
    static boolean isAskedFor(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h") || arguments.get(0).equals("help");
    }

    /** The text for a command, or the overview. */
    static String of(String command) {
        return OF_COMMANDS.getOrDefault(command, ALL);
    }
}
