// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.jms.message.TernMessage;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The names of a message's properties as they are at any time, for reading only. Owner: the message's. */
final class PropertyNameSet extends AbstractSet<String> {

    private final TernMessage message;

    PropertyNameSet(TernMessage message) {
        this.message = message;
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    @Override
    public int size() {
        return names().size();
    }

    private List<String> names() {
        return Collections.list(message.getPropertyNames());
    }
}
