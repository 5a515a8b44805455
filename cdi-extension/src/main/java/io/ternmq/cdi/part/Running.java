// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.part;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.ListenerView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one container has declared and has running. Written by its extension, which also makes it a bean of the
 * scope {@code Dependent}; read by whoever is asked. Callable from any thread.
 */
public final class Running {

    private volatile List<Declaration> declarations = List.of();
    private volatile @Nullable ListenerSet listeners;
    private final List<Supplier<List<ListenerView>>> others = new CopyOnWriteArrayList<>();
    private volatile boolean started;

    /** Nothing yet. */
    public Running() {}

    /**
     * What the program has declared.
     *
     * @return empty before the container has validated it
     */
    public List<Declaration> declarations() {
        return declarations;
    }

    /**
     * The listeners.
     *
     * @return as they are now; empty while none were started
     */
    public List<ListenerView> listeners() {
        ListenerSet set = listeners;
        List<ListenerView> all = new ArrayList<>(set == null ? List.of() : set.views());
        others.forEach(source -> all.addAll(source.get()));
        return Collections.unmodifiableList(all);
    }

    /**
     * Whether everything that starts with the container has started, and has not begun to end.
     *
     * @return true also when nothing is to be started
     */
    public boolean isStarted() {
        return started;
    }

    /**
     * By a part whose listeners are not those of the plan.
     *
     * @param source gives them, as they are when it is called
     */
    public void addListeners(Supplier<List<ListenerView>> source) {
        others.add(source);
    }

    /**
     * By the part that is told.
     *
     * @param all whether all has started
     */
    public void onStarted(boolean all) {
        started = all;
    }

    /**
     * By the extension: validation has passed.
     *
     * @param all what was declared
     */
    public void onDeclared(List<Declaration> all) {
        declarations = List.copyOf(all);
    }

    /**
     * By the extension: listeners were started, or have ended.
     *
     * @param set the listeners, or null when there are none any more
     */
    public void onListening(@Nullable ListenerSet set) {
        listeners = set;
    }
}
