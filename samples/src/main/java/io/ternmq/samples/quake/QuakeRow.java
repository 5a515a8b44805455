// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of the file with typed access by the names of the columns; what does not fit is refused by name. */
record QuakeRow(List<String> header, List<String> fields) {

    String text(String column) throws IOException {
        int index = header.indexOf(column);
        if (index < 0) {
            throw new IOException("there is no column " + column + " in " + header);
        }
        return fields.get(index);
    }

    long wholeNumber(String column) throws IOException {
        try {
            return Long.parseLong(text(column));
        } catch (NumberFormatException e) {
            throw unfit(column, e);
        }
    }

    double number(String column) throws IOException {
        try {
            return Double.parseDouble(text(column));
        } catch (NumberFormatException e) {
            throw unfit(column, e);
        }
    }

    @Nullable Double numberOrNull(String column) throws IOException {
        return text(column).isEmpty() ? null : number(column);
    }

    boolean flag(String column) throws IOException {
        return wholeNumber(column) == 1;
    }

    private IOException unfit(String column, NumberFormatException e) {
        return new IOException(column + " is no number in " + fields, e);
    }
}
