// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.tukaani.xz.XZInputStream;

/** Unpacks archives in the plain form of tar that POSIX calls "ustar", compressed by xz. */
final class TarXz {

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int TYPE_AT = 156;
    private static final int TARGET_AT = 157;
    private static final int PREFIX_AT = 345;
    private static final int NAME_BYTES = 100;
    private static final int NUMBER_BYTES = 12;
    private static final int PREFIX_BYTES = 155;
    private static final int MODE_AT = 100;
    private static final int MODE_BYTES = 8;
    private static final int ANY_EXECUTE = 0111;

    private TarXz() {}

    static void unpack(InputStream compressed, Path directory) throws IOException {
        try (InputStream in = new XZInputStream(new BufferedInputStream(compressed))) {
            for (byte[] header = in.readNBytes(BLOCK); isEntry(header); header = in.readNBytes(BLOCK)) {
                unpackEntry(in, header, directory);
            }
        }
    }

    private static boolean isEntry(byte[] header) {
        return header.length == BLOCK && header[0] != 0;
    }

    private static void unpackEntry(InputStream in, byte[] header, Path directory) throws IOException {
        String prefix = text(header, PREFIX_AT, PREFIX_BYTES);
        String name = text(header, 0, NAME_BYTES);
        Path target = directory.resolve(prefix.isEmpty() ? name : prefix + '/' + name).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("The archive leads out of its directory: " + name);
        }
        Files.createDirectories(target.getParent());
        switch (header[TYPE_AT]) {
            case '5' -> Files.createDirectories(target);
            case '2' -> Files.createSymbolicLink(target, Path.of(text(header, TARGET_AT, NAME_BYTES)));
            case '0', 0 -> unpackFile(in, header, target);
            default -> throw new IOException("An entry of type " + (char) header[TYPE_AT] + " is not known: " + name);
        }
    }

    private static void unpackFile(InputStream in, byte[] header, Path target) throws IOException {
        long size = Long.parseLong(text(header, SIZE_AT, NUMBER_BYTES), 8);
        byte[] content = in.readNBytes((int) size);
        long padding = (BLOCK - size % BLOCK) % BLOCK;
        if (content.length != size || in.readNBytes((int) padding).length != padding) {
            throw new EOFException("The archive ends inside " + target);
        }
        Files.write(target, content);
        boolean isProgram = (Integer.parseInt(text(header, MODE_AT, MODE_BYTES), 8) & ANY_EXECUTE) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8).strip();
    }
}
