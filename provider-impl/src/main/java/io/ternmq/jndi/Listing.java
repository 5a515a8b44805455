// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import java.util.Collection;
import java.util.Iterator;
import javax.naming.NamingEnumeration;

/** What was bound when it was asked for. One thread at a time. */
final class Listing<T> implements NamingEnumeration<T> {

    private final Iterator<T> rest;

    Listing(Collection<T> entries) {
        this.rest = entries.iterator();
    }

    @Override
    public boolean hasMore() {
        return rest.hasNext();
    }

    @Override
    public T next() {
        return rest.next();
    }

    @Override
    public boolean hasMoreElements() {
        return rest.hasNext();
    }

    @Override
    public T nextElement() {
        return rest.next();
    }

    /** Holds nothing that would have to be let go. */
    @Override
    public void close() {}
}
