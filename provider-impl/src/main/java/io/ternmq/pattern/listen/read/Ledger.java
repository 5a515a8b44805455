// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.Fault;

/** Takes down what is wrong. One thread. */
interface Ledger {

    /** Something wrong. */
    void fault(Fault fault);

    /** Something that JSON Binding cannot do; a codec of the program's own may. */
    void doubt(Fault fault);
}
