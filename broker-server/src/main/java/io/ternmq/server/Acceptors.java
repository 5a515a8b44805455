// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.http.Door;
import io.ternmq.server.net.Acceptor;
import io.ternmq.server.net.BrokerFinder;
import java.util.ArrayList;
import java.util.List;

/** Opens one acceptor for each of the settings'. */
final class Acceptors implements ServiceOpener {

    @Override
    public List<? extends Service> open(Premises premises) {
        BrokerFinder finder = BrokerFinder.only(premises.settings().name(), premises.broker().network());
        List<Listening> open = new ArrayList<>();
        try {
            for (AcceptorPolicy policy : premises.settings().acceptors()) {
                open.add(new Listening(Acceptor.start(policy, finder)));
            }
            return open;
        } catch (RuntimeException | Error e) {
            open.forEach(Listening::close);
            throw e;
        }
    }

    private record Listening(Acceptor acceptor) implements Service, Door {

        @Override
        public String uri() {
            return acceptor.uri();
        }

        @Override
        public boolean isListening() {
            return acceptor.isListening();
        }

        @Override
        public int openConnections() {
            return acceptor.openConnections();
        }

        @Override
        public long refusedConnections() {
            return acceptor.refusedConnections();
        }

        @Override
        public String description() {
            return acceptor.uri();
        }

        @Override
        public void drain(long millis) {
            acceptor.drain(millis);
        }

        @Override
        public void close() {
            acceptor.close();
        }
    }
}
