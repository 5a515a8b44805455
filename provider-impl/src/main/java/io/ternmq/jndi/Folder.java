// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import javax.naming.ContextNotEmptyException;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NotContextException;
import javax.naming.OperationNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * What one context holds, shared by everybody who looks at it. Any thread may call; each call takes effect at one
 * moment, except that a name being moved is for a moment in both places.
 */
final class Folder {

    private final NavigableMap<String, Bound> bindings = new ConcurrentSkipListMap<>();
    private final @Nullable Function<String, Object> maker;

    /** A folder with nothing in it. */
    Folder() {
        this(null);
    }

    private Folder(@Nullable Function<String, Object> maker) {
        this.maker = maker;
    }

    /** A folder that has an object for every name and in which nothing is bound. */
    static Folder making(Function<String, Object> maker) {
        return new Folder(maker);
    }

    /** Whether every name has an object here, so that what looks like a path is a name as a whole. */
    boolean isMaking() {
        return maker != null;
    }

    /** What a name stands for; a folder is a context. */
    Bound get(String name) throws NameNotFoundException {
        if (maker != null) {
            return new Bound(maker.apply(name));
        }
        Bound bound = bindings.get(name);
        if (bound == null) {
            throw missing(name);
        }
        return bound;
    }

    /** What is bound at this moment, by name. */
    Map<String, Bound> entries() {
        return new TreeMap<>(bindings);
    }

    void bind(String name, @Nullable Object object) throws NamingException {
        requireOpen(name);
        if (!bindIfFree(name, object)) {
            throw new NameAlreadyBoundException("'" + name + "' is bound already; rebind replaces it");
        }
    }

    boolean bindIfFree(String name, @Nullable Object object) {
        return bindings.putIfAbsent(name, new Bound(object)) == null;
    }

    void rebind(String name, @Nullable Object object) throws NamingException {
        requireOpen(name);
        bindings.put(name, new Bound(object));
    }

    void unbind(String name) throws NamingException {
        requireOpen(name);
        bindings.remove(name);
    }

    void destroy(String name) throws NamingException {
        requireOpen(name);
        Bound bound = bindings.get(name);
        if (bound == null) {
            return;
        }
        if (!bound.folder(name).bindings.isEmpty()) {
            throw new ContextNotEmptyException("'" + name + "' is not empty; unbind what it holds first");
        }
        bindings.remove(name, bound);
    }

    void move(String name, Folder target, String newName) throws NamingException {
        requireOpen(name);
        Bound moved = get(name);
        target.bind(newName, moved.object());
        bindings.remove(name, moved);
    }

    /** The folder of a name, made when the name is free. */
    Folder within(String name) throws NamingException {
        bindIfFree(name, new Folder());
        return get(name).folder(name);
    }

    private void requireOpen(String name) throws NamingException {
        if (isMaking()) {
            throw new OperationNotSupportedException(
                    "'" + name + "' cannot be bound or unbound here: this context makes a destination of every name");
        }
    }

    private NameNotFoundException missing(String name) {
        return new NameNotFoundException(
                "Nothing is bound to '" + name + "'; " + Names.alternatives(name, bindings.keySet()));
    }

    /**
     * What a name stands for.
     *
     * @param object the object, which may be null, or a folder
     */
    record Bound(@Nullable Object object) {

        Folder folder(String name) throws NotContextException {
            if (object instanceof Folder folder) {
                return folder;
            }
            throw new NotContextException(
                    "'" + name + "' is no context, but " + (object == null ? "null" : object.getClass().getName()));
        }
    }
}
