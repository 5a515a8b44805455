// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A directory with a file for each branch, whose name says how far it is. */
final class FileLedger implements Ledger, XAResource {

    private static final String PREPARED = ".prepared";
    private static final String COMMITTED = ".committed";

    private final Path directory;

    FileLedger(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** A branch by the name of its file. */
    private record FiledXid(int format, String transaction, String branch) implements Xid {

        static FiledXid of(Xid xid) {
            HexFormat hex = HexFormat.of();
            return new FiledXid(
                    xid.getFormatId(),
                    hex.formatHex(xid.getGlobalTransactionId()),
                    hex.formatHex(xid.getBranchQualifier()));
        }

        static FiledXid parse(String name) {
            String[] parts = name.split("[_.]", -1);
            return new FiledXid(Integer.parseInt(parts[0]), parts[1], parts[2]);
        }

        String file(String state) {
            return format + "_" + transaction + '_' + branch + state;
        }

        @Override
        public int getFormatId() {
            return format;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return HexFormat.of().parseHex(transaction);
        }

        @Override
        public byte[] getBranchQualifier() {
            return HexFormat.of().parseHex(branch);
        }
    }

    @Override
    public XAResource resource() {
        return this;
    }

    @Override
    public void enter() {
        // the entry is made when it is prepared
    }

    @Override
    public int committed() {
        return named(COMMITTED).size();
    }

    @Override
    public int inDoubt() {
        return named(PREPARED).size();
    }

    private List<String> named(String state) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(state))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        try {
            Files.createFile(directory.resolve(FiledXid.of(xid).file(PREPARED)));
            return XA_OK;
        } catch (IOException e) {
            throw failure(XAException.XAER_RMERR, e);
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        FiledXid filed = FiledXid.of(xid);
        try {
            Files.move(directory.resolve(filed.file(PREPARED)), directory.resolve(filed.file(COMMITTED)));
        } catch (NoSuchFileException e) {
            throw failure(XAException.XAER_NOTA, e);
        } catch (IOException e) {
            throw failure(XAException.XAER_RMFAIL, e);
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            Files.deleteIfExists(directory.resolve(FiledXid.of(xid).file(PREPARED)));
        } catch (IOException e) {
            throw failure(XAException.XAER_RMFAIL, e);
        }
    }

    @Override
    public Xid[] recover(int flag) {
        boolean starts = (flag & TMSTARTRSCAN) != 0;
        return starts ? named(PREPARED).stream().map(FiledXid::parse).toArray(Xid[]::new) : new Xid[0];
    }

    @Override
    public void start(Xid xid, int flags) {
        // nothing is worked on before it is prepared
    }

    @Override
    public void end(Xid xid, int flags) {
        // nothing is worked on before it is prepared
    }

    @Override
    public void forget(Xid xid) {
        // no heuristic outcomes
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof FileLedger same && same.directory.equals(directory);
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }

    private static XAException failure(int code, IOException cause) {
        XAException failure = new XAException(cause.toString());
        failure.errorCode = code;
        failure.initCause(cause);
        return failure;
    }
}
