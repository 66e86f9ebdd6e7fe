// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.lock;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.internal.commit.failure.Deadline;
import io.meshterious.lake.internal.commit.failure.Failures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/*
 * Turns between processes in the order in which they came, with nothing to clean up when one dies.
 *
 * A lock file of a table holds two numbers and is otherwise a place to lock bytes in:
 *
 *   0        8        16       17              64
 *   +--------+--------+--------+---- … --------+--------+--------+----
 *   | next   | serving| door   |               | ticket | ticket | …
 *   | ticket | ticket | (lock) |               | 0      | 1      |
 *   +--------+--------+--------+---- … --------+--------+--------+----
 *
 * Who wants a turn locks the door for a moment, takes the next ticket and locks its byte. It is
 * its turn when it can lock all bytes before its own: their owners are done, or dead, because the
 * operating system drops the locks of a process that ends. A process that waits is thus never
 * overtaken, and a killed one blocks nobody. The number being served only tells those who wait how
 * soon to look again.
 */
/** Turns by locks on bytes of a file, for lakes in a folder that all processes can reach. */
final class FileCommitLocks implements CommitLocks {
  private static final long SERVING = 8;
  private static final long DOOR = 16;
  private static final long TICKETS = 64;
  private static final long NEXT_NANOS = TimeUnit.MICROSECONDS.toNanos(150);
  private static final long FAR_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  /**
   * The lock files that this process has used. A process must not open one twice: closing one of
   * two drops the locks of both.
   */
  private static final ConcurrentHashMap<Path, LockFile> OPEN = new ConcurrentHashMap<>();

  private final Path folder;

  FileCommitLocks(Path folder) {
    this.folder = folder;
  }

  @Override
  public Held acquire(String tableKey, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    try {
      Files.createDirectories(folder);
      Path path = folder.toRealPath().resolve(tableKey + ".lock");
      return OPEN.computeIfAbsent(path, LockFile::new).acquire(deadline, timeout);
    } catch (IOException e) {
      throw new MeshException(
          CommitError.LOCK_FAILED,
          "Cannot lock '"
              + folder
              + "' for a commit: "
              + Failures.reason(e)
              + "; the folder must be writable and its file system must support file locks",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeshException(
          CommitError.INTERRUPTED,
          "Cannot wait for the turn to commit: the thread was interrupted; nothing changed",
          e);
    }
  }

  /** One lock file, used by one thread of the process at a time. */
  private static final class LockFile {
    private final Path path;
    private final Semaphore mine = new Semaphore(1, true);
    private @Nullable FileChannel channel;

    LockFile(Path path) {
      this.path = path;
    }

    Held acquire(Deadline deadline, Duration timeout) throws IOException, InterruptedException {
      if (!mine.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(timeout);
      }
      boolean acquired = false;
      try {
        Held held = acquire(open(), deadline, timeout);
        acquired = true;
        return held;
      } finally {
        if (!acquired) {
          reset();
          mine.release();
        }
      }
    }

    private Held acquire(FileChannel file, Deadline deadline, Duration timeout)
        throws IOException, InterruptedException {
      FileLock door = file.tryLock(DOOR, 1, false);
      while (door == null) {
        nap(NEXT_NANOS, deadline, timeout);
        door = file.tryLock(DOOR, 1, false);
      }
      long ticket = number(file, 0);
      FileLock own = file.tryLock(TICKETS + ticket, 1, false);
      while (own == null) {
        // Somebody waits with a ticket of a counter that was lost: skip its number.
        ticket++;
        own = file.tryLock(TICKETS + ticket, 1, false);
      }
      number(file, 0, ticket + 1);
      door.release();
      FileLock before = ticket == 0 ? null : file.tryLock(TICKETS, ticket, false);
      while (ticket > 0 && before == null) {
        long ahead = ticket - number(file, SERVING);
        nap(ahead <= 1 ? NEXT_NANOS : Math.min(ahead, 8) * FAR_NANOS / 8, deadline, timeout);
        before = file.tryLock(TICKETS, ticket, false);
      }
      number(file, SERVING, ticket);
      FileLock all = before;
      FileLock last = own;
      return () -> release(all, last);
    }

    private void release(@Nullable FileLock before, FileLock own) {
      try {
        if (before != null) {
          before.release();
        }
        own.release();
      } catch (IOException e) {
        // Closing the file drops every lock on it.
        reset();
      } finally {
        mine.release();
      }
    }

    private FileChannel open() throws IOException {
      FileChannel file = channel;
      if (file == null || !file.isOpen() || !Files.exists(path)) {
        reset();
        file =
            FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = file;
      }
      return file;
    }

    private void reset() {
      FileChannel file = channel;
      channel = null;
      if (file != null) {
        try {
          file.close();
        } catch (IOException e) {
          // The locks are gone with the descriptor in any case.
          return;
        }
      }
    }

    private void nap(long nanos, Deadline deadline, Duration timeout) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("waiting for " + path);
      }
      if (deadline.passed()) {
        throw busy(timeout);
      }
      LockSupport.parkNanos(Math.min(nanos, deadline.left().toNanos()));
    }

    private MeshException busy(Duration timeout) {
      return new MeshException(
          CommitError.BUSY,
          "Cannot commit: other processes held '"
              + path.getFileName()
              + "' for "
              + timeout
              + ", the time this commit had left; commit again, less often, or give it more time");
    }

    private static long number(FileChannel file, long position) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = file.read(bytes, position + bytes.position());
      }
      return bytes.hasRemaining() ? 0 : Math.max(0, bytes.getLong(0));
    }

    private static void number(FileChannel file, long position, long value) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).putLong(0, value);
      while (bytes.hasRemaining()) {
        file.write(bytes, position + bytes.position());
      }
    }
  }
}
