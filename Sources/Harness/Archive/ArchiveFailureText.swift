internal import Archives
internal import Fingerprints
internal import Glibc
internal import Limits
internal import Model

extension Breakdown {
  init(_ failure: ArchiveFailure) {
    switch failure {
    case .empty:
      self.init(
        .usage, "read an archive from standard input: it is empty",
        remedy:
          "pipe a tar into it, as in \"tar -c . | lockstep context hash -\"; when one was, see why it wrote nothing")
    case .notAnArchive(let isCompressed):
      self.init(
        .usage,
        isCompressed
          ? "read an archive from standard input: what was decompressed is no tar"
          : "read an archive from standard input: it is no tar; \"docker build -\" would take it for a Dockerfile, whose "
            + "build has an empty context",
        remedy: "pipe a tar into it, plain or compressed with gzip, bzip2, xz or zstd")
    case .damaged(let entries, let detail):
      self.init(
        .repository,
        "the archive on standard input is damaged or cut off behind \(entries) \(entries == 1 ? "entry" : "entries"): "
          + PathText.visible(detail),
        remedy: "make it anew, and see that what wrote it did not fail")
    case .limit(let limit, let allowed, let path):
      self.init(
        .repository, "the archive on standard input has \(Self.text(limit, allowed)): given up at \(Self.shown(path))",
        remedy: "leave out of it what the build does not need"
          + (Self.name(limit).map { ", or \($0.remedy)" } ?? ""))
    case .refused(let path, let refusal):
      self.init(
        .repository, "\(Self.shown(path)) in the archive on standard input \(Self.text(refusal))",
        remedy: "make the archive without it; a builder refuses it as well")
    case .machine(let operation, let code):
      self.init(
        .environment, "\(PathText.visible(operation)): \(String(cString: strerror(code)))",
        remedy: code == ENOSPC ? "free some space, or set TMPDIR to another file system" : nil)
    case .unavailable(let what): self.init(.environment, what, remedy: "install the system's own libarchive")
    }
  }

  private static func shown(_ path: [UInt8]) -> String {
    let text = PathText.visible(BytePath(path))
    return text.count > 120 ? "\(text.prefix(120))…" : text
  }

  /// The name of a limit that can be raised; nil for one that cannot.
  private static func name(_ limit: ArchiveLimit) -> LimitName? {
    switch limit {
    case .entries: .entries
    case .totalBytes: .total
    case .pathBytes: .path
    case .depth: .depth
    case .nameBytes: nil
    }
  }

  private static func text(_ limit: ArchiveLimit, _ allowed: UInt64) -> String {
    switch limit {
    case .entries: "more than \(allowed) entries"
    case .totalBytes: "more than \(LimitName.total.text(allowed)) in its files"
    case .pathBytes: "a name or link of more than \(allowed) bytes"
    case .depth: "an entry more than \(allowed) directories deep"
    case .nameBytes: "more than \(allowed) bytes of names, links and extended attributes"
    }
  }

  private static func text(_ refusal: UnpackRefusal) -> String {
    switch refusal {
    case .leavesRoot: "has a name that leads out of the context"
    case .linkLeavesRoot: "lies below a link that leads out of the context"
    case .tooManyLinks: "lies below links that lead in circles"
    case .belowNoDirectory: "lies below what is no directory"
    case .hardLinkTarget(let target):
      "is a hard link to \(shown(target)), which is no file that comes before it"
    case .kind: "is neither file, link, directory, FIFO nor device"
    }
  }
}
