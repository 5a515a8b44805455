// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import java.io.IOException;

/** The thread that reads one socket. */
final class Reader extends LinkThread {

    private static final int MOST_UNTOLD = 64;
    private static final int MOST_UNTOLD_BYTES = 1 << 20;

    private final TcpLink link;
    private final Wiring wiring;
    private final Keeper keeper;
    private long told;
    private long toldBytes;

    Reader(TcpLink link, Wiring wiring, Keeper keeper) {
        super("ternmq-reader " + wiring.target());
        this.link = link;
        this.wiring = wiring;
        this.keeper = keeper;
        this.told = link.received();
    }

    @Override
    public void run() {
        try {
            wiring.in().listen(keeper::heard);
            while (!link.hasEnded()) {
                link.onFrame(wiring.in().next());
                if (link.received() - told >= MOST_UNTOLD || wiring.in().taken() - toldBytes >= MOST_UNTOLD_BYTES) {
                    told = link.received();
                    toldBytes = wiring.in().taken();
                    link.tellReceived();
                    keeper.wake();
                }
            }
        } catch (IOException | RuntimeException e) {
            link.onBroken(wiring, e);
        }
    }
}
