// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.ground;

import io.ternmq.cdi.proof.Ground;

/** TernMQ in this process. */
class VmProgramTest extends ProgramContract {

    VmProgramTest() {
        super(Ground.VM);
    }
}
