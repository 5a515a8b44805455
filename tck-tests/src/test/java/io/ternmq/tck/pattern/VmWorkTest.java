// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

/** Work queues over TernMQ in this Java virtual machine. */
class VmWorkTest extends WorkContract {

    VmWorkTest() {
        super(Ground.VM);
    }
}
