// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

/** Tasks over TernMQ in this Java virtual machine. */
class VmTasksTest extends TasksContract {

    VmTasksTest() {
        super(Ground.VM);
    }
}
