// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seam to the operating system. */
class RealDiskTest {

    @TempDir
    private Path directory;

    /** Started as a process of its own: takes the lock, says so in a file, and holds it until its input ends. */
    static final class Holder {

        private Holder() {}

        /** Takes the lock of the directory that is named. */
        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            try (Closeable lock = RealDisk.at(directory).lock()) {
                Files.createDirectory(directory.resolve("locked"));
                assertThat(System.in.read()).as("while %s is held", lock).isNegative();
            }
        }
    }

    @Test
    void keepsAnotherProcessOutAndSaysWhichHasIt() throws Exception {
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            while (!Files.exists(directory.resolve("locked"))) {
                assertThat(holder.waitFor(10, TimeUnit.MILLISECONDS)).as("ended at once").isFalse();
            }
            assertThatThrownBy(() -> RealDisk.at(directory).lock()).isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining("process " + holder.pid());
            assertThatThrownBy(() -> Stores.open(RealDisk.at(directory)))
                    .hasMessageContaining("in use by another broker (process " + holder.pid());
            holder.destroyForcibly();
            assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Stores.contents(RealDisk.at(directory))).as("its end gives the lock back").isEmpty();
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void keepsASecondHolderInThisProcessOutWithoutLosingTheLock() throws IOException {
        RealDisk disk = RealDisk.at(directory);
        try (Closeable lock = disk.lock()) {
            assertThat(lock).isNotNull();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> RealDisk.at(directory.resolve(".")).lock())
                        .isInstanceOf(DirectoryInUseException.class).hasMessageContaining("this process");
            }
        }
        Closeable again = disk.lock();
        again.close();
        again.close();
    }

    @Test
    void goesOnWhenTheThreadIsInterrupted() throws IOException {
        FileStore<String> store = Stores.openForAppend(RealDisk.at(directory));
        Thread.currentThread().interrupt();
        long ref = Stores.put(store, "one");
        assertThat(Thread.currentThread().isInterrupted()).as("before the read").isTrue();
        assertThat(store.read(ref)).isEqualTo("one");
        store.checkpoint(Long.MAX_VALUE, sink -> sink.add("image"));
        assertThat(Thread.interrupted()).as("the interrupt is only put off").isTrue();
        Stores.put(store, "two");
        store.close();
        assertThat(Stores.contents(RealDisk.at(directory))).containsExactly("image", "two");
    }

    @Test
    void opensAFileAgainThatAnInterruptHasClosed() throws Exception {
        try (DiskFile file = RealDisk.at(directory).open("file")) {
            Thread[] writers = new Thread[4];
            Throwable[] failures = new Throwable[1];
            for (int i = 0; i < writers.length; i++) {
                int place = i;
                writers[i] = new Thread(() -> writeOften(file, place, failures));
                writers[i].start();
            }
            while (writers[0].isAlive()) {
                writers[0].interrupt();
                writers[1].interrupt();
                Thread.onSpinWait();
            }
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(failures[0]).isNull();
            ByteBuffer all = ByteBuffer.allocate(32);
            assertThat(file.read(0, all)).isEqualTo(32);
            assertThat(all.flip().asLongBuffer().get(3)).isEqualTo(499);
        }
    }

    private static void writeOften(DiskFile file, int place, Throwable[] failures) {
        try {
            for (long i = 0; i < 500; i++) {
                file.write(place * 8L, ByteBuffer.allocate(8).putLong(0, i));
                ByteBuffer back = ByteBuffer.allocate(8);
                assertThat(file.read(place * 8L, back)).isEqualTo(8);
                assertThat(back.getLong(0)).isEqualTo(i);
            }
        } catch (IOException | AssertionError e) {
            failures[0] = e;
        }
    }

    @Test
    void readsToTheEndAndNoFurther() throws IOException {
        RealDisk disk = RealDisk.at(directory);
        try (DiskFile file = disk.open("file")) {
            file.write(10, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(file.size()).isEqualTo(13);
            ByteBuffer into = ByteBuffer.allocate(8);
            assertThat(file.read(9, into)).isEqualTo(4);
            assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2, 3}));
            assertThat(file.read(13, into.clear())).isZero();
            assertThat(file.read(99, into.clear())).isZero();
            file.truncate(11);
            file.truncate(20);
            assertThat(file.size()).isEqualTo(11);
        }
        disk.rename("file", "other");
        assertThat(disk.list()).containsExactly("other");
        assertThatThrownBy(() -> disk.openToRead("file")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.delete("file")).isInstanceOf(NoSuchFileException.class);
        assertThat(disk.usableBytes()).isPositive();
    }

    @Test
    void saysSoWhenTheDirectoryCannotBeUsed() throws IOException {
        Path file = Files.createFile(directory.resolve("occupied"));
        assertThatThrownBy(() -> RealDisk.at(file.resolve("below"))).isInstanceOf(IOException.class);
        Path readOnly = Files.createDirectory(directory.resolve("readOnly"));
        Files.createDirectory(readOnly.resolve("lock"));
        File marker = readOnly.toFile();
        assertThat(marker.setReadOnly()).isTrue();
        assertThatThrownBy(() -> Stores.open(RealDisk.at(readOnly))).isInstanceOfSatisfying(ProviderException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_FAILED))
                .hasMessageContaining("the right to read and write the directory");
        assertThat(marker.setWritable(true)).isTrue();
    }
}
