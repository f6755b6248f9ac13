internal import Fingerprints

/// The entries of one side of a comparison, by path, complete or as far as the two sides may differ.
struct Listing {
  /// By the bytes of their paths as printed: names that Unicode calls equivalent stay different.
  var entries: [BytePath: CapturedEntry]

  /// A clean checkout's entries with what a capture says is different.
  ///
  /// - Parameter base: the entries of a clean checkout; only those that are mentioned on either side need be there.
  init(base: [CapturedEntry], _ capture: Capture) {
    entries = Dictionary(base.map { (BytePath($0.path), $0) }, uniquingKeysWith: { $1 })
    let isUmask = capture.checkoutUmask != Capture.plainUmask
    if isUmask {
      for (path, entry) in entries where entry.type == .file || entry.type == .directory {
        entries[path]?.mode = Capture.mode(of: entry, umask: capture.checkoutUmask)
      }
    }
    for entry in capture.entries { entries[BytePath(entry.path)] = entry }
  }
}

extension Capture {
  /// The umask of a clean checkout.
  public static let plainUmask: UInt16 = 0o022

  /// The umask that tracked files without an entry of their own were written under.
  public var checkoutUmask: UInt16 {
    system["checkoutUmask"].flatMap { UInt16($0, radix: 8) } ?? Self.plainUmask
  }

  /// Four octal digits: the mode git gives an entry under `umask`.
  public static func mode(of entry: CapturedEntry, umask: UInt16) -> String {
    let full: UInt16 = entry.type == .directory || entry.executable == true ? 0o777 : 0o666
    return modeText(full & ~umask)
  }

  public static func modeText(_ mode: UInt16) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The entries of a clean checkout that `entries` says something else of.
  static func base(mentionedIn captures: [Capture]) -> [CapturedEntry] {
    captures.flatMap(\.entries).compactMap { entry in
      guard let head = entry.head else { return nil }
      var base = CapturedEntry(path: entry.path, type: head.type, status: .tracked, inContext: head.inContext)
      base.executable = head.executable
      base.sha256 = head.sha256
      base.lfSha256 = head.lfSha256
      base.eol = head.eol
      base.lfs = head.lfs
      base.size = head.size
      base.linkTarget = head.linkTarget
      base.mode = head.type == .link ? nil : mode(of: base, umask: plainUmask)
      return base
    }
  }
}
