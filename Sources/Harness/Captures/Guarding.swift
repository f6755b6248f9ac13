internal import Captures
internal import Fingerprints

/// Leaves out of a capture the digests by which what is secret could be guessed.
struct Guarding {
  private let pair: PairWords?
  /// What stands for the digest of a guarded file, by its path as printed.
  private var codes: [BytePath: SHA256Digest] = [:]

  init(pair: PairWords?) { self.pair = pair }

  /// Gives whether anything was guarded.
  mutating func apply(to capture: inout Capture) -> Bool {
    var count = 0
    for index in capture.entries.indices where capture.entries[index].isGuarded {
      let code = capture.entries[index].guardDigest(with: pair)
      codes[BytePath(capture.entries[index].path)] = code.flatMap { SHA256Digest(hex: $0.utf8) } ?? SHA256Digest([])
      count += 1
    }
    if count > 0 {
      capture.redactions.append(
        Redaction(
          field: Capture.guardedField, rule: "digest of a secret or short file" + (pair == nil ? "" : ", keyed"),
          count: count))
    }
    return count > 0
  }

  /// The entry with what stands for its digest.
  func neutral(_ entry: ContextEntry) -> ContextEntry {
    guard let code = codes[BytePath(PathText.escaped(entry.path))] else { return entry }
    let kind: ContextEntry.Kind =
      switch entry.kind {
      case .file(let isExecutable, _): .file(executable: isExecutable, content: code)
      case .symlink(let target, _): .symlink(target: target, content: code)
      case .directory: .directory
      }
    return ContextEntry(path: entry.path, kind: kind, size: entry.size, permissions: entry.permissions)
  }
}
