// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A resource that stands before a session's own. Only those know whether they are of the same broker, so that what a
 * bean receives and sends is one branch, and committed in one phase.
 */
public interface VeiledResource extends XAResource {

    /** The session's own. */
    XAResource bare() throws XAException;

    /** What stands behind a resource, if anything does. */
    static @Nullable XAResource bare(@Nullable XAResource resource) throws XAException {
        return resource instanceof VeiledResource veiled ? veiled.bare() : resource;
    }
}
