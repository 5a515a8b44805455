// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import jakarta.json.bind.Jsonb;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place at which a document does not fit a type, after reading it has failed: implementations of JSON Binding
 * name a property at best. Reads every part into the type that is declared for it, goes into the first one that fails,
 * and stops where all parts can be read by themselves. Takes longer than reading, and only documents that fail.
 */
final class FaultFinder {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int DEEPEST = 100;

    private final Jsonb jsonb;
    private final String said;

    FaultFinder(Jsonb jsonb, RuntimeException failure) {
        this.jsonb = jsonb;
        this.said = String.valueOf(failure.getMessage());
    }

    Fault find(String text, Type type) {
        if (text.length() > LONGEST_TEXT) {
            return new Fault(Part.ROOT, "or below it (too long to say where)");
        }
        Object tree;
        try {
            tree = jsonb.fromJson(text, Object.class);
        } catch (RuntimeException e) {
            return new Fault(Part.ROOT, "it is no JSON");
        }
        Part place = new Part(Part.ROOT, tree, type);
        @Nullable Part inside = failing(place);
        for (int depth = 0; inside != null && depth < DEEPEST; depth++) {
            place = inside;
            inside = failing(place);
        }
        return new Fault(place.path(), place.mismatch());
    }

    private @Nullable Part failing(Part whole) {
        List<Part> parts = Shape.parts(whole);
        for (Part part : parts) {
            if (!part.isSpecial() && !reads(part)) {
                return part;
            }
        }
        for (Part part : parts) {
            if (part.isSpecial() && said.contains('\'' + part.name() + '\'')) {
                return part;
            }
        }
        return null;
    }

    private boolean reads(Part part) {
        if (part.node() == null) {
            return true;
        }
        if (Shape.isScalar(part.type()) && (part.node() instanceof List || part.node() instanceof Map)) {
            return false; // by itself some libraries take the first value in it
        }
        try {
            jsonb.fromJson(jsonb.toJson(part.node()), part.type());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** What a node is called in JSON. */
    static String kindOf(@Nullable Object node) {
        if (node instanceof Map) {
            return "an object";
        }
        if (node instanceof List) {
            return "an array";
        }
        if (node instanceof String) {
            return "a string";
        }
        if (node instanceof Number) {
            return "a number";
        }
        return node == null ? "null" : "a " + node.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
