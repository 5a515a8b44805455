// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.broker.engine.Pictures;
import io.ternmq.broker.engine.Replay;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.store.file.StoreInspector;
import io.ternmq.store.file.StoreReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says how large a store is and what is in it. A directory is only read, and may be damaged or in use. */
final class StatAction implements Action {

    private static final String JSON = "--json";

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Arguments parsed = Arguments.parse(arguments, Set.of(JSON), Set.of()).require(1, 1, "stat [--json] STORE");
        StoreAddress store = StoreAddress.parse(parsed.operand(0));
        Path directory = store.directory();
        return directory == null
                ? statOfTables(store, parsed.has(JSON), terminal)
                : statOfFiles(directory, parsed.has(JSON), terminal);
    }

    private static int statOfFiles(Path directory, boolean asJson, Terminal terminal) throws IOException {
        Replay replay = new Replay(ref -> {
            throw new ProviderException(ErrorCode.INTERNAL, "No message has to be read for figures");
        });
        Records records = new Records((fact, ref, where) -> replay.take(fact, ref));
        try (StoreInspector inspector = StoreAddress.inspect(directory)) {
            StoreReport report = inspector.replay(records);
            List<String> damages = new ArrayList<>(report.damages());
            damages.addAll(records.damages());
            BrokerStatistics figures = figuresOf(replay.state());
            if (asJson) {
                JsonWriter out = new JsonWriter().open();
                FileReports.write(report, out);
                terminal.say(write(figures, out).close().toString());
            } else {
                FileReports.describe(report, terminal);
                FileReports.judge(report.notes(), damages, terminal);
                print(figures, terminal);
            }
            return damages.isEmpty() ? FINE : FAILED;
        }
    }

    private static int statOfTables(StoreAddress store, boolean asJson, Terminal terminal) throws IOException {
        try (StoredState stored = StoredState.open(store)) {
            BrokerStatistics figures = figuresOf(stored.state());
            if (asJson) {
                JsonWriter out = new JsonWriter().open().name("tables").value(store.toString());
                terminal.say(write(figures, out).close().toString());
            } else {
                terminal.say("Store       " + store + " (tables)");
                print(figures, terminal);
            }
            return FINE;
        }
    }

    private static BrokerStatistics figuresOf(BrokerState state) {
        return Pictures.statistics(state, 0);
    }

    private static void print(BrokerStatistics figures, Terminal terminal) {
        terminal.say("In doubt    " + Sizes.count(figures.preparedBranches(), "prepared transaction"));
        if (figures.queues().isEmpty() && figures.subscriptions().isEmpty()) {
            terminal.say("Messages    none; there is no queue and no subscription");
            return;
        }
        terminal.say("");
        terminal.say(String.format(Locale.ROOT, "%12s %18s  %s", "messages", "bytes", "queue or subscription"));
        figures.queues().forEach(queue -> print("queue://", queue, terminal));
        figures.subscriptions().forEach(subscription -> print("topic://", subscription, terminal));
    }

    private static void print(String kind, MailboxStatistics mailbox, Terminal terminal) {
        terminal.say(String.format(
                Locale.ROOT, "%,12d %,18d  %s", mailbox.depth(), mailbox.bytes(), kind + mailbox.name()));
    }

    private static JsonWriter write(BrokerStatistics figures, JsonWriter out) {
        out.name("preparedTransactions").value(figures.preparedBranches()).name("mailboxes").openArray();
        figures.queues().forEach(queue -> write("queue://", queue, out));
        figures.subscriptions().forEach(subscription -> write("topic://", subscription, out));
        return out.closeArray();
    }

    private static void write(String kind, MailboxStatistics mailbox, JsonWriter out) {
        out.open().name("name").value(kind + mailbox.name()).name("messages").value(mailbox.depth());
        out.name("scheduled").value(mailbox.scheduled()).name("bytes").value(mailbox.bytes()).close();
    }
}
