// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

/** Tasks over TernMQ behind a socket. */
class TcpTasksTest extends TasksContract {

    TcpTasksTest() {
        super(Ground.TCP);
    }
}
