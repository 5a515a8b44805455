// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that ask a broker over its HTTP port, with what help says about each. */
final class ManagementTree {

    private final Shell shell;

    ManagementTree(Shell shell) {
        this.shell = shell;
    }

    /** One command for each kind of thing. */
    List<CommandLine> groups() {
        return List.of(queue(), topic(), subscription(), connection(), branch(), deadLetters());
    }

    private CommandLine queue() {
        Resource queue = Resource.QUEUE;
        return group(queue, "Looks after the queues of a running broker.",
                list(queue, "Prints all queues with what is in them."),
                show(queue, "Prints everything about a queue, its settings included."),
                leaf("create", new TurnResource(shell, queue, TurnResource.Turn.CREATE), queue,
                        "Makes a queue; does nothing when it is there."),
                leaf("delete", new DeleteResource(shell, queue, "Delete with all its messages", "Deleted"), queue,
                        "Deletes a queue with its messages, unless somebody consumes from it.", " --yes"),
                purge(queue),
                pause(queue),
                resume(queue),
                move(queue));
    }

    private CommandLine topic() {
        Resource topic = Resource.TOPIC;
        return group(topic, "Shows the topics of a running broker, which are there as long as somebody subscribes.",
                list(topic, "Prints all topics and patterns that somebody subscribes to."),
                show(topic, "Prints a topic with its subscriptions."));
    }

    private CommandLine subscription() {
        Resource subscription = Resource.SUBSCRIPTION;
        return group(subscription, "Looks after the subscriptions of a running broker.",
                list(subscription, "Prints all subscriptions with what is in them."),
                show(subscription, "Prints everything about a subscription."),
                leaf("delete", new DeleteResource(shell, subscription, "Delete with all its messages", "Deleted"),
                        subscription, "Deletes a subscription with its messages, unless somebody uses it.", " --yes"),
                purge(subscription),
                pause(subscription),
                resume(subscription),
                move(subscription));
    }

    private CommandLine connection() {
        Resource connection = Resource.CONNECTION;
        return group(connection, "Looks after the connections to a running broker.",
                list(connection, "Prints all open connections."),
                show(connection, "Prints everything about a connection."),
                leaf("close", new DeleteResource(shell, connection, "Close", "Closed"), connection,
                        "Closes a connection. Its client may open another one.", " --yes"));
    }

    private CommandLine branch() {
        Resource branch = Resource.BRANCH;
        CommandLine group = group(branch,
                "Looks after branches of distributed transactions that wait for their transaction manager.",
                list(branch, "Prints all prepared branches, and those decided by hand that no manager has forgotten."),
                show(branch, "Prints everything about a branch."),
                leaf("commit", new DecideBranch(shell, DecideBranch.Way.COMMIT), branch,
                        "Commits a prepared branch in place of its transaction manager, where that does not come back."
                                + " Other resources may have gone the other way.", " --yes"),
                leaf("rollback", new DecideBranch(shell, DecideBranch.Way.ROLLBACK), branch,
                        "Rolls a prepared branch back in place of its transaction manager. What it has consumed comes"
                                + " again.", " --yes"),
                leaf("forget", new DeleteResource(shell, branch, "Forget what was decided of", "Forgot"), branch,
                        "Forgets a branch that was decided by hand, where no transaction manager will ask for it.",
                        " --yes"));
        group.getSubcommands().values().forEach(ManagementTree::takeMinusAsName);
        return group;
    }

    /** The format of a branch may be a negative number. */
    private static void takeMinusAsName(CommandLine line) {
        line.setUnmatchedOptionsArePositionalParams(true);
    }

    private CommandLine deadLetters() {
        Resource letters = Resource.DEAD_LETTERS;
        return group(letters, "Looks after dead letters: messages that failed or expired.",
                list(letters, "Prints the queues of dead letters, and why their messages are there."),
                show(letters, "Prints why the messages of a queue of dead letters are there, and where they failed."),
                leaf("retry", new RetryDeadLetters(shell), letters,
                        "Brings dead letters back to where they failed.", " --selector \"customer = 7\" --limit 100"),
                leaf("export", new ExportDeadLetters(shell), letters,
                        "Prints dead letters, one JSON object a line, and leaves them where they are. The lines are"
                                + " those of tern receive --json, and tern send --ndjson sends them again.",
                        " --output letters.ndjson"));
    }

    // --- what several kinds have ------------------------------------------------------------------------------------

    private CommandLine list(Resource resource, String description) {
        CommandLine line = new CommandLine(new ListResources(shell, resource));
        CommandSpec spec = line.getCommandSpec().name("list");
        String command = "tern " + resource.word() + " list";
        spec.usageMessage().description(description).footer("Examples:", "  " + command, "  " + command + " --json");
        return line;
    }

    private CommandLine show(Resource resource, String description) {
        return leaf("show", new ShowResource(shell, resource), resource, description);
    }

    private CommandLine purge(Resource resource) {
        return leaf("purge", new PurgeResource(shell, resource), resource,
                "Removes messages for good, except those that consumers have.", " --selector \"colour = 'red'\"");
    }

    private CommandLine pause(Resource resource) {
        return leaf("pause", new TurnResource(shell, resource, TurnResource.Turn.PAUSE), resource,
                "Holds deliveries back, over restarts too, until they are resumed. Messages still come in.");
    }

    private CommandLine resume(Resource resource) {
        return leaf("resume", new TurnResource(shell, resource, TurnResource.Turn.RESUME), resource,
                "Lets deliveries go on.");
    }

    private CommandLine move(Resource resource) {
        return leaf("move", new MoveMessages(shell, resource), resource,
                "Moves messages to a queue, except those that consumers have.",
                " aside --selector \"customer = 7\" --limit 100");
    }

    private static CommandLine leaf(
            String name, NamedCommand command, Resource resource, String description, String... more) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec().name(name);
        spec.usageMessage().description(description)
                .footer("Example:", "  tern " + resource.word() + ' ' + name + ' ' + resource.example()
                        + String.join("", more));
        return line;
    }

    private CommandLine group(Resource resource, String description, CommandLine... commands) {
        CommandLine line = new CommandLine(new GroupCommand(shell));
        List<String> footer = new ArrayList<>(List.of("Examples:"));
        for (CommandLine command : commands) {
            line.addSubcommand(command);
            footer.addAll(List.of(command.getCommandSpec().usageMessage().footer()).subList(1, 2));
        }
        line.getCommandSpec().name(resource.word());
        line.getCommandSpec().usageMessage().description(description).footer(footer.toArray(String[]::new));
        return line;
    }
}
