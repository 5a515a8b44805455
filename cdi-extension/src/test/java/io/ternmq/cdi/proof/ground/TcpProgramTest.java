// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.ground;

import io.ternmq.cdi.proof.Ground;

/** TernMQ behind a socket. */
class TcpProgramTest extends ProgramContract {

    TcpProgramTest() {
        super(Ground.TCP);
    }
}
