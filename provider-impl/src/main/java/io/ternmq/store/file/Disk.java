// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The directory in which a file store lives, as the operating system shows it; files are named without a path. Changes
 * of the directory (creating, renaming, deleting) survive a crash only after {@link #forceDirectory}; until then any
 * subset of them may. Callable from any thread; what fails throws an {@link IOException} and may be asked again.
 */
public interface Disk {

    /** Names of all files, in no particular order; sub-directories are left out. */
    List<String> list() throws IOException;

    /**
     * Opens a file for reading and writing and makes it, empty, when it is not there.
     *
     * @param name its name
     * @return the open file; the same file may be open several times
     */
    DiskFile open(String name) throws IOException;

    /**
     * Opens a file for reading only; its writing methods throw.
     *
     * @param name its name
     * @return the open file
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    DiskFile openToRead(String name) throws IOException;

    /**
     * Renames a file in one step; open files stay open. A file that has the new name already is replaced.
     *
     * @param from its name, which exists
     * @param to   its name from now on
     */
    void rename(String from, String to) throws IOException;

    /**
     * Deletes a file, whose room comes back once nobody has it open.
     *
     * @param name its name
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    void delete(String name) throws IOException;

    /** Makes all changes of the directory so far survive a crash; where a system has no such thing, does nothing. */
    void forceDirectory() throws IOException;

    /** How many bytes could about be written to new files; a guess that may be out of date at once. */
    long usableBytes() throws IOException;

    /**
     * Takes the lock of the directory, which one holder at a time has, be it in this or in another process, and which
     * the end of a process gives back.
     *
     * @return gives the lock back when closed
     * @throws DirectoryInUseException when somebody has it; its message says who, as far as is known
     */
    Closeable lock() throws IOException;

    /** The directory as a person calls it, for messages; its absolute path. */
    String describe();
}
