// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.HeldVisitor;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.Paged;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MessageRef;
import io.ternmq.store.file.RealDisk;
import io.ternmq.store.file.StoreInspector;
import io.ternmq.store.file.StoreReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves what can be read of a damaged directory into an empty one. A message of which a checkpoint tells, but whose
 * content is lost, is taken out there: no broker could deliver it.
 */
final class SalvageAction {

    private final Terminal terminal;

    SalvageAction(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Saves; the directory that is damaged is only read. */
    int run(Path damaged, Path target) throws IOException {
        try (StoreInspector inspector = StoreAddress.inspect(damaged)) {
            StoreReport report = inspector.salvage(RealDisk.at(target));
            FileReports.judge(report.notes(), report.damages(), terminal);
        }
        int lost = takeOutWhatIsLost(target);
        terminal.say("What can be read is in " + target.toAbsolutePath() + ". " + (lost == 0
                ? "No message that it speaks of is without its content."
                : Sizes.count(lost, "message") + " without content were taken out."));
        return Action.FINE;
    }

    private int takeOutWhatIsLost(Path target) throws IOException {
        StoreAddress saved = StoreAddress.of(StorePolicy.file(target));
        try (StoredState state = StoredState.open(saved)) {
            List<Removed> lost = new ArrayList<>();
            for (Mailbox mailbox : state.mailboxes()) {
                mailbox.forEachInOrder(new Search(mailbox, state, lost));
            }
            if (!lost.isEmpty()) {
                state.append(lost);
            }
            return lost.size();
        }
    }

    /** Looks for messages that cannot be read. */
    private final class Search implements HeldVisitor {

        private final Mailbox mailbox;
        private final StoredState state;
        private final List<Removed> lost;

        Search(Mailbox mailbox, StoredState state, List<Removed> lost) {
            this.mailbox = mailbox;
            this.state = state;
            this.lost = lost;
        }

        @Override
        public void onEntry(Entry entry) {
            look(entry.id(), entry.message());
        }

        @Override
        public long onPaged(Paged picture) {
            look(picture.entry(), state.messageOf(picture));
            return picture.ref();
        }

        private void requireBody(FrozenMessage message) {
            if (message.body() instanceof LargeBody large && !state.isWhole(large)) {
                throw new ProviderException(
                        ErrorCode.STORE_FAILED, "parts of its body of " + large.length() + " bytes are lost");
            }
        }

        private void look(long entry, MessageRef message) {
            try {
                requireBody(message.load());
            } catch (ProviderException unreadable) {
                lost.add(new Removed(mailbox.id(), entry, Removal.DROPPED, true));
                terminal.say("LOST        a message of " + Sizes.bytes(message.sizeBytes()) + " in "
                        + (mailbox.identity().address().isQueue() ? "queue://" : "topic://")
                        + mailbox.identity().label() + ": " + unreadable.getMessage());
            }
        }
    }
}
