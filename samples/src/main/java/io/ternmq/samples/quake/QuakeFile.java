// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The week of reports that comes with the samples; {@code earthquakes-ATTRIBUTION.md} beside it says from where. */
public final class QuakeFile {

    private static final String NAME = "earthquakes.csv";

    private QuakeFile() {}

    /** All reports, in the order of the file. */
    public static List<Quake> load() {
        try (InputStream file = QuakeFile.class.getResourceAsStream(NAME)) {
            if (file == null) {
                throw new IOException(NAME + " is not on the class path");
            }
            return read(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + NAME + ": " + e.getMessage(), e);
        }
    }

    /** Reads reports; the first row names the columns. */
    static List<Quake> read(Reader in) throws IOException {
        CsvReader csv = new CsvReader(in);
        List<String> header = csv.next();
        if (header == null) {
            throw new IOException("no header");
        }
        List<Quake> quakes = new ArrayList<>();
        for (List<String> row = csv.next(); row != null; row = csv.next()) {
            if (row.size() != header.size()) {
                throw new IOException("row " + (quakes.size() + 2) + " has " + row.size() + " fields: " + row);
            }
            quakes.add(quake(new QuakeRow(header, row)));
        }
        return List.copyOf(quakes);
    }

    private static Quake quake(QuakeRow row) throws IOException {
        return new Quake(
                row.text("id"),
                row.wholeNumber("time_epoch_millis"),
                row.text("network"),
                row.text("type"),
                new Strength(row.numberOrNull("magnitude"), row.text("magnitude_type")),
                new Spot(row.number("latitude"), row.number("longitude"), row.number("depth_km"), row.text("place")),
                new Review(row.flag("tsunami"), (int) row.wholeNumber("significance"), row.text("status")));
    }
}
