// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/** The other party of a transaction; what it holds outlives the process. One thread at a time. */
interface Ledger {

    /** Takes part in transactions and in recovery. */
    XAResource resource();

    /** Makes an entry in the branch that the resource works in. */
    void enter() throws SQLException;

    /** Entries that were committed; no branch is in doubt. */
    int committed() throws SQLException;

    /** Branches that are prepared. */
    int inDoubt() throws XAException;
}
