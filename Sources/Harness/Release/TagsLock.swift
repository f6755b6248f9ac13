internal import Files
internal import Fingerprints
internal import Glibc
internal import Model

/// A file of tags as they were first seen: one that moves later is noticed without a network.
///
/// One tag a line, sorted: ref, tag object (`-` for a lightweight tag), commit, tree, day of the first look, with blanks
/// between; `#` begins a comment. A name never has a blank.
struct TagsLock {
  struct Entry: Equatable {
    var object: String
    var commit: String
    var tree: String
    var seen: String
  }

  private static let header = "# lockstep tags.lock 1: ref, tag object, commit, tree, first seen"
  private var entries: [String: Entry] = [:]

  /// What the file says; empty when there is none.
  ///
  /// - Throws: ``Breakdown`` of usage with the line that cannot be understood.
  init(_ path: String) throws(Breakdown) {
    let bytes: [UInt8]
    switch BoundedFile.read(path, limit: 16 << 20) {
    case .success(let found): bytes = found
    case .failure(.failed(let code)) where code == ENOENT: return
    case .failure(let problem): throw Breakdown(.environment, "read \(PathText.visible(path)): \(problem)")
    }
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 5, words[0].hasPrefix("refs/tags/"), words[1...3].allSatisfy(Self.isID) else {
        throw Breakdown(
          .usage, "\(PathText.visible(path)):\(index + 1): it is not ref, tag object, commit, tree and day",
          remedy: "correct the line, or remove it to take the tag as it is now")
      }
      entries[words[0]] = Entry(object: words[1], commit: words[2], tree: words[3], seen: words[4])
    }
  }

  private static func isID(_ text: String) -> Bool {
    text == "-" || text.utf8.count == 40 && text.utf8.allSatisfy { Hex.value(of: $0) != nil }
  }

  subscript(ref: String) -> Entry? {
    get { entries[ref] }
    set { entries[ref] = newValue }
  }

  func write(_ path: String) throws(Breakdown) {
    let lines = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ref, entry in
      "\(ref) \(entry.object) \(entry.commit) \(entry.tree) \(entry.seen)"
    }
    let text = ([Self.header] + lines).joined(separator: "\n") + "\n"
    if let code = WholeFile.replace(path, with: Array(text.utf8)) {
      throw Breakdown(
        .environment, "write \(PathText.visible(path)): \(String(cString: strerror(code)).lowercased())",
        remedy: "name a file with --tags-lock that you may write to")
    }
  }
}
