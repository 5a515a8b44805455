// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.store.file.DirectoryInUseException;
import io.ternmq.store.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The disk is as bad as it claims to be, and no worse. */
class FaultyDiskTest {

    private static final int SEEDS = 300;

    private FaultyDisk disk = new FaultyDisk(new SplittableRandom(1));

    private interface Scenario {
        String play() throws IOException;
    }

    /** Everything that comes out for some seed. */
    private Set<String> outcomes(Scenario scenario) throws IOException {
        Set<String> all = new HashSet<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            disk = new FaultyDisk(new SplittableRandom(seed));
            all.add(scenario.play());
        }
        return all;
    }

    private static ByteBuffer sectors(String letters) {
        ByteBuffer bytes = ByteBuffer.allocate(letters.length() * Content.SECTOR);
        letters.chars().forEach(letter -> {
            byte[] sector = new byte[Content.SECTOR];
            Arrays.fill(sector, (byte) letter);
            bytes.put(sector);
        });
        return bytes.flip();
    }

    private DiskFile forced(String name, String letters) throws IOException {
        DiskFile file = disk.open(name);
        file.write(0, sectors(letters));
        file.force(true);
        disk.forceDirectory();
        return file;
    }

    /** A letter for each sector, ? for one that has several. */
    private String letters(String name) throws IOException {
        if (!disk.list().contains(name)) {
            return "none";
        }
        byte[] bytes = disk.image().get(name);
        StringBuilder letters = new StringBuilder();
        for (int at = 0; at < bytes.length; at += Content.SECTOR) {
            byte[] sector = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + Content.SECTOR));
            byte[] like = new byte[sector.length];
            Arrays.fill(like, sector[0]);
            letters.append(!Arrays.equals(sector, like) ? '?' : sector[0] == 0 ? '0' : (char) sector[0]);
        }
        return letters.toString();
    }

    @Test
    void keepsWhatWasForced() throws IOException {
        assertThat(outcomes(() -> {
            forced("a", "xyz");
            disk.restart();
            return letters("a");
        })).containsExactly("xyz");
    }

    @Test
    void keepsAnySubsetOfTheSectorsThatWereNotForced() throws IOException {
        assertThat(outcomes(() -> {
            forced("a", "...").write(0, sectors("xyz"));
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder("...", "x..", ".y.", "..z", "xy.", ".yz", "x.z", "xyz");
    }

    @Test
    void keepsALaterWriteAndLosesAnEarlierOne() throws IOException {
        assertThat(outcomes(() -> {
            DiskFile file = forced("a", "..");
            file.write(0, sectors("x"));
            file.write(Content.SECTOR, sectors("y"));
            file.write(0, sectors("z"));
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder("..", "x.", ".y", "xy", "z.", "zy");
    }

    @Test
    void neverTearsASector() throws IOException {
        assertThat(outcomes(() -> {
            DiskFile file = forced("a", "..");
            file.write(Content.SECTOR / 2, sectors("x"));
            file.write(Content.SECTOR / 2 - 8, ByteBuffer.wrap("88888888".getBytes(StandardCharsets.US_ASCII)));
            disk.restart();
            byte[] bytes = disk.image().get("a");
            return "" + (char) bytes[Content.SECTOR / 2 - 1] + (char) bytes[Content.SECTOR / 2]
                    + (char) bytes[Content.SECTOR];
        })).containsExactlyInAnyOrder("...", ".x.", ".xx", "..x", "8x.", "8xx");
    }

    @Test
    void mayForgetTheLengthUnlessItWasForcedToo() throws IOException {
        assertThat(outcomes(() -> {
            DiskFile file = forced("a", ".");
            file.write(Content.SECTOR, sectors("x"));
            file.force(false);
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder(".", ".x");
    }

    @Test
    void mayForgetWhatWasCutOff() throws IOException {
        assertThat(outcomes(() -> {
            forced("a", "xy").truncate(Content.SECTOR);
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder("xy", "x", "x0");
    }

    @Test
    void forgetsNamesUnlessTheDirectoryWasForced() throws IOException {
        assertThat(outcomes(() -> {
            forced("a", "x");
            disk.open("b").force(true);
            disk.rename("a", "c");
            disk.restart();
            return String.join(" ", disk.list());
        })).containsExactlyInAnyOrder("a", "c", "a b", "b c");
        assertThat(outcomes(() -> {
            forced("a", "x");
            disk.delete("a");
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder("x", "none");
        assertThat(outcomes(() -> {
            forced("a", "x");
            forced("b", "y");
            disk.rename("a", "b");
            disk.forceDirectory();
            disk.restart();
            return letters("a") + letters("b");
        })).containsExactly("nonex");
    }

    @Test
    void forgetsTheProcessAndNothingElseWhenItEnds() throws IOException {
        DiskFile file = forced("a", "..");
        disk.lock();
        file.write(0, sectors("x"));
        assertThatThrownBy(disk::lock).isInstanceOf(DirectoryInUseException.class);
        disk.endProcess();

        assertThat(letters("a")).isEqualTo("x.");
        assertThatThrownBy(file::size).isInstanceOf(IOException.class);
        assertThat(disk.openFiles()).isEmpty();
        disk.lock().close();
        disk.lock().close();
    }

    @Test
    void mayStillLoseWhatAnEndedProcessHasWritten() throws IOException {
        assertThat(outcomes(() -> {
            forced("a", ".").write(0, sectors("x"));
            disk.endProcess();
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder(".", "x");
    }

    @Test
    void stopsInTheMiddleOfAChange() throws IOException {
        assertThat(outcomes(() -> {
            DiskFile file = forced("a", "..");
            disk.haltAt(2);
            file.write(0, sectors("x"));
            assertThatThrownBy(() -> file.write(0, sectors("yy"))).isInstanceOf(Halt.class);
            assertThat(disk.isHalted()).isTrue();
            assertThatThrownBy(file::size).isInstanceOf(Halt.class);
            assertThatThrownBy(disk::list).isInstanceOf(Halt.class);
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder("..", "x.", "y.", "xy", ".y", "yy");
        assertThat(outcomes(() -> {
            DiskFile file = forced("a", ".");
            disk.haltAt(2);
            file.write(0, sectors("x"));
            assertThatThrownBy(() -> file.force(false)).isInstanceOf(Halt.class);
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder(".", "x");
    }

    @Test
    void stopsAtTheNextChangeOfTheDirectory() throws IOException {
        assertThat(outcomes(() -> {
            DiskFile file = forced("a", ".");
            disk.haltAtDirectory();
            file.write(0, sectors("x"));
            file.force(false);
            assertThatThrownBy(() -> disk.rename("a", "b")).isInstanceOf(Halt.class);
            disk.restart();
            return letters("a") + " " + letters("b");
        })).containsExactlyInAnyOrder("x none", "none x");
    }

    @Test
    void claimsAfterAFailedForceThatNothingIsLeftToWrite() throws IOException {
        assertThat(outcomes(() -> {
            DiskFile file = forced("a", "..");
            file.write(0, sectors("xy"));
            disk.failForceAt(1);
            assertThatThrownBy(() -> file.force(false)).isInstanceOf(IOException.class);
            file.force(false);
            String seen = letters("a");
            disk.restart();
            return seen + " " + letters("a");
        })).containsExactlyInAnyOrder("xy ..", "xy x.", "xy .y", "xy xy");
    }

    @Test
    void forcesNothingWhenForcingTheDirectoryFails() throws IOException {
        assertThat(outcomes(() -> {
            disk.open("a");
            disk.failForceAt(1);
            assertThatThrownBy(disk::forceDirectory).isInstanceOf(IOException.class);
            disk.restart();
            return letters("a");
        })).containsExactlyInAnyOrder("", "none");
    }

    @Test
    void hasRoomForSoMuchOnly() throws IOException {
        DiskFile file = forced("a", "..");
        forced("b", "..");
        disk.limit(5 * Content.SECTOR);
        assertThat(disk.usableBytes()).isEqualTo(Content.SECTOR);
        file.write(0, sectors("xy"));
        assertThatThrownBy(() -> file.write(Content.SECTOR, sectors("zzz"))).isInstanceOf(IOException.class);
        assertThat(letters("a")).startsWith("xz").hasSizeLessThanOrEqualTo(3);
        assertThatThrownBy(() -> file.write(3 * Content.SECTOR, sectors("z"))).isInstanceOf(IOException.class);

        DiskFile open = disk.open("b");
        disk.delete("b");
        assertThatThrownBy(() -> file.write(3 * Content.SECTOR, sectors("z"))).isInstanceOf(IOException.class);
        disk.endProcess();
        assertThatThrownBy(open::size).isInstanceOf(IOException.class);
        disk.open("a").write(3 * Content.SECTOR, sectors("z"));
        assertThat(disk.usedBytes()).isEqualTo(4 * Content.SECTOR);
    }

    @Test
    void readsLessOrNotAtAllWhenTold() throws IOException {
        DiskFile file = forced("a", "xy");
        disk.failReadAt(2, false);
        ByteBuffer bytes = ByteBuffer.allocate(10);
        assertThat(file.read(0, bytes)).isEqualTo(10);
        assertThatThrownBy(() -> file.read(0, bytes.clear())).isInstanceOf(IOException.class);
        disk.failReadAt(1, true);
        assertThat(file.read(0, bytes.clear())).isLessThan(10);
        assertThat(file.read(Content.SECTOR + 502, ByteBuffer.allocate(20))).isEqualTo(10);
        assertThat(file.read(2 * Content.SECTOR, bytes.clear())).isZero();
    }

    @Test
    void damagesWhatLiesOnIt() throws IOException {
        forced("a", "x");
        disk.flip("a", 7, 0xFF);
        disk.restart();
        assertThat(disk.image().get("a")[7]).isEqualTo((byte) ~'x');
        assertThat(FaultyDisk.of(disk.image()).image().get("a")).isEqualTo(disk.image().get("a"));
    }

    @Test
    void keepsTheRulesOfFiles() throws IOException {
        forced("a", "x").close();
        DiskFile file = disk.openToRead("a");
        assertThatThrownBy(() -> file.write(0, sectors("y"))).isInstanceOf(IOException.class);
        file.close();
        assertThatThrownBy(file::size).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> disk.openToRead("b")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.delete("b")).isInstanceOf(NoSuchFileException.class);
    }
}
