// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * One view of a folder, with an environment of its own. Any thread may call. Objects are found as they were bound;
 * only references to administered objects of TernMQ are resolved, and references of others are handed out as they are,
 * so that nothing here ever loads a class. A view that was closed refuses everything; other views are not concerned.
 */
@SuppressWarnings("BanJNDI") // calls itself only, and what is in memory is not deserialised
final class NamingContext implements Context {

    private final Folder folder;
    private final Map<Object, Object> environment;
    private final List<String> path;
    private volatile boolean closed;

    /**
     * A view of a folder.
     *
     * @param folder      what is seen
     * @param environment copied
     * @param path        where the folder is, seen from the initial context
     */
    NamingContext(Folder folder, Map<Object, Object> environment, List<String> path) {
        this.folder = folder;
        this.environment = new ConcurrentHashMap<>(environment);
        this.path = path;
    }

    // --- reading ------------------------------------------------------------------------------------------------

    @Override
    public @Nullable Object lookup(Name name) throws NamingException {
        List<String> parts = parts(name);
        return parts.isEmpty() ? view(folder, parts) : seen(read(parts).object(), parts);
    }

    @Override
    public @Nullable Object lookup(String name) throws NamingException {
        return lookup(new CompositeName(name));
    }

    @Override
    public @Nullable Object lookupLink(Name name) throws NamingException {
        return lookup(name);
    }

    @Override
    public @Nullable Object lookupLink(String name) throws NamingException {
        return lookup(name);
    }

    @Override
    public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        List<NameClassPair> pairs = new ArrayList<>();
        folderAt(parts(name)).entries().forEach(
                (key, bound) -> pairs.add(new NameClassPair(key, classNameOf(bound.object()))));
        return new Listing<>(pairs);
    }

    @Override
    public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
        return list(new CompositeName(name));
    }

    @Override
    public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        List<String> parts = parts(name);
        List<Binding> bindings = new ArrayList<>();
        for (Map.Entry<String, Folder.Bound> entry : folderAt(parts).entries().entrySet()) {
            Object object = entry.getValue().object();
            bindings.add(new Binding(
                    entry.getKey(), classNameOf(object), seen(object, joined(parts, List.of(entry.getKey())))));
        }
        return new Listing<>(bindings);
    }

    @Override
    public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
        return listBindings(new CompositeName(name));
    }

    private Folder folderAt(List<String> parts) throws NamingException {
        return parts.isEmpty() ? folder : read(parts).folder(String.join("/", parts));
    }

    private @Nullable Object seen(@Nullable Object bound, List<String> parts) throws NamingException {
        if (bound instanceof Folder sub) {
            return view(sub, parts);
        }
        Object resolved = bound instanceof Reference reference ? TernObjectFactory.own(reference) : null;
        return resolved == null ? bound : resolved;
    }

    private NamingContext view(Folder seen, List<String> parts) {
        return new NamingContext(seen, environment, joined(path, parts));
    }

    private static String classNameOf(@Nullable Object bound) {
        if (bound instanceof Folder) {
            return Context.class.getName();
        }
        if (bound instanceof Reference reference) {
            return reference.getClassName();
        }
        return bound == null ? Object.class.getName() : bound.getClass().getName();
    }

    // --- writing ------------------------------------------------------------------------------------------------

    @Override
    public void bind(Name name, @Nullable Object object) throws NamingException {
        change(parts(name), (parent, last) -> parent.bind(last, bindable(object)));
    }

    @Override
    public void bind(String name, @Nullable Object object) throws NamingException {
        bind(new CompositeName(name), object);
    }

    @Override
    public void rebind(Name name, @Nullable Object object) throws NamingException {
        change(parts(name), (parent, last) -> parent.rebind(last, bindable(object)));
    }

    @Override
    public void rebind(String name, @Nullable Object object) throws NamingException {
        rebind(new CompositeName(name), object);
    }

    @Override
    public void unbind(Name name) throws NamingException {
        change(parts(name), Folder::unbind);
    }

    @Override
    public void unbind(String name) throws NamingException {
        unbind(new CompositeName(name));
    }

    @Override
    public void rename(Name oldName, Name newName) throws NamingException {
        List<String> target = parts(newName);
        change(parts(oldName), (from, last) ->
                change(target, (to, newLast) -> from.move(last, to, newLast)));
    }

    @Override
    public void rename(String oldName, String newName) throws NamingException {
        rename(new CompositeName(oldName), new CompositeName(newName));
    }

    @Override
    public Context createSubcontext(Name name) throws NamingException {
        List<String> parts = parts(name);
        Folder created = new Folder();
        change(parts, (parent, last) -> parent.bind(last, created));
        return view(created, parts);
    }

    @Override
    public Context createSubcontext(String name) throws NamingException {
        return createSubcontext(new CompositeName(name));
    }

    @Override
    public void destroySubcontext(Name name) throws NamingException {
        change(parts(name), Folder::destroy);
    }

    @Override
    public void destroySubcontext(String name) throws NamingException {
        destroySubcontext(new CompositeName(name));
    }

    /** A context of ours is bound by what it holds, so that it has no environment where it is found again. */
    private static @Nullable Object bindable(@Nullable Object object) {
        return object instanceof NamingContext ours ? ours.folder : object;
    }

    // --- the way to a name --------------------------------------------------------------------------------------

    private List<String> parts(Name name) throws NamingException {
        if (closed) {
            throw new ServiceUnavailableException("This naming context is closed; make a new InitialContext");
        }
        return Names.path(name);
    }

    private Folder.Bound read(List<String> parts) throws NamingException {
        Place place = place(parts);
        try {
            return place.folder().get(place.last());
        } catch (NamingException e) {
            throw place.told(e);
        }
    }

    private void change(List<String> parts, Change change) throws NamingException {
        if (parts.isEmpty()) {
            throw new InvalidNameException("An empty name is this context itself, which cannot be bound or unbound");
        }
        Place place = place(parts);
        try {
            change.on(place.folder(), place.last());
        } catch (NamingException e) {
            throw place.told(e);
        }
    }

    private Place place(List<String> parts) throws NamingException {
        Place place = new Place(folder, parts, 0);
        try {
            while (!place.isLast()) {
                place = place.next();
            }
            return place;
        } catch (NamingException e) {
            throw place.told(e);
        }
    }

    /**
     * How far a walk to a name has come.
     *
     * @param folder where it is
     * @param parts  the whole way
     * @param depth  how many parts are behind
     */
    private record Place(Folder folder, List<String> parts, int depth) {

        boolean isLast() {
            return folder.isMaking() || depth == parts.size() - 1;
        }

        Place next() throws NamingException {
            String part = parts.get(depth);
            return new Place(folder.get(part).folder(part), parts, depth + 1);
        }

        String last() {
            return String.join("/", parts.subList(depth, parts.size()));
        }

        /** Adds to what went wrong how far the walk had come, unless it is known already. */
        NamingException told(NamingException e) {
            if (e.getRemainingName() == null) {
                e.setResolvedName(Names.of(parts.subList(0, depth)));
                e.setRemainingName(Names.of(parts.subList(depth, parts.size())));
            }
            return e;
        }
    }

    @FunctionalInterface
    private interface Change {
        void on(Folder parent, String last) throws NamingException;
    }

    // --- names --------------------------------------------------------------------------------------------------

    @Override
    public NameParser getNameParser(Name name) throws NamingException {
        folderAt(parts(name));
        return CompositeName::new;
    }

    @Override
    public NameParser getNameParser(String name) throws NamingException {
        return getNameParser(new CompositeName(name));
    }

    @Override
    public Name composeName(Name name, Name prefix) throws NamingException {
        return Names.of(joined(Names.path(prefix), Names.path(name)));
    }

    @Override
    public String composeName(String name, String prefix) throws NamingException {
        return composeName(new CompositeName(name), new CompositeName(prefix)).toString();
    }

    @Override
    public String getNameInNamespace() {
        return Names.of(path).toString();
    }

    private static List<String> joined(List<String> front, List<String> back) {
        List<String> whole = new ArrayList<>(front);
        whole.addAll(back);
        return List.copyOf(whole);
    }

    // --- environment --------------------------------------------------------------------------------------------

    /** {@inheritDoc} Entries that name objects have been read already. */
    @Override
    public @Nullable Object addToEnvironment(String key, Object value) throws NamingException {
        parts(new CompositeName());
        return environment.put(key, value);
    }

    @Override
    public @Nullable Object removeFromEnvironment(String key) throws NamingException {
        parts(new CompositeName());
        return environment.remove(key);
    }

    @Override
    public Hashtable<?, ?> getEnvironment() throws NamingException {
        parts(new CompositeName());
        return new Hashtable<>(environment);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Without the environment, which may hold a password. */
    @Override
    public String toString() {
        return "NamingContext[/" + getNameInNamespace() + ']';
    }
}
