// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.util.List;
import java.util.Map;

/** A value that was read, with the column where it begins. */
sealed interface JsonValue {

    /** Which character of the text it begins with, counted from 1. */
    int column();

    /** An object; its members in the order of the text. */
    record Members(int column, Map<String, JsonValue> values) implements JsonValue {}

    /** An array. */
    record Elements(int column, List<JsonValue> values) implements JsonValue {}

    /** A string. */
    record Text(int column, String value) implements JsonValue {}

    /** A number, as it is written, so that nothing of it is lost. */
    record Numeral(int column, String digits) implements JsonValue {}

    /** True or false. */
    record Truth(int column, boolean value) implements JsonValue {}

    /** Null. */
    record Nothing(int column) implements JsonValue {}
}
