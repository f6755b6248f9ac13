internal import Glibc

/// Recognises faults of the machine in libgit2's messages, which carry no `errno`.
enum MachineFault {
  private static let texts: [String] =
    [ENOSPC, EDQUOT, EFBIG, EROFS, EIO, EMFILE, ENFILE, ENOMEM].map { String(cString: strerror($0)) }
    + ["Out of memory", "out of memory"]

  static func isNamed(in message: String) -> Bool { texts.contains { message.contains($0) } }
}
