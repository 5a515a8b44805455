// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

/** Work queues over TernMQ behind a socket. */
class TcpWorkTest extends WorkContract {

    TcpWorkTest() {
        super(Ground.TCP);
    }
}
