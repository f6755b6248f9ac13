internal import Archives
internal import Fingerprints
internal import Git
internal import Gitignore
internal import Glibc
internal import Model

/// In what a release archive and the tree of a commit differ, content by content: never by compressed bytes, which
/// change with the compressor.
struct ArchiveDifferences: Codable, Hashable, Sendable {
  enum Kind: String, Codable, Hashable, Sendable {
    /// What `git archive` makes: all of the tree, but for `export-ignore`.
    case tree
    /// A Python sdist: it may leave files out and adds its own.
    case sourceDistribution
    /// A Python wheel: modules and what its build adds.
    case wheel
  }

  var kind = Kind.tree
  /// The directory that everything lies in, escaped; empty for none.
  var prefix = ""
  /// Files and links that were compared.
  var comparedCount = 0
  /// In the tree and not in the archive, escaped and sorted.
  var missing: [String] = []
  /// In the archive and not in the tree.
  var extra: [String] = []
  /// In both and not the same, with what differs: `app.py: content`.
  var changed: [String] = []
  /// Files whose substitutions cannot be worked out from the commit alone.
  var unknown: [String] = []

  /// Whether the archive is what a release of the tree should be.
  var isFine: Bool { changed.isEmpty && (kind != .tree || missing.isEmpty && extra.isEmpty) }
}

/// Directories that attribute files leave out of archives by a pattern with a slash at its end. libgit2 never applies
/// these, as it asks of files alone.
struct LeftOutDirectories {
  private var files: [(directory: BytePath, patterns: GitignoreFile)] = []

  /// Adds the attribute file at `path`.
  mutating func add(_ path: BytePath, _ content: [UInt8]) {
    var patterns: [UInt8] = []
    for line in content.split(separator: 0x0A) {
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      guard let pattern = words.first, pattern.last == 0x2F, pattern.first != UInt8(ascii: "#") else { continue }
      if words.dropFirst().contains(where: { $0.elementsEqual("export-ignore".utf8) }) { patterns += pattern + [0x0A] }
    }
    if !patterns.isEmpty { files.append((path.parent, GitignoreFile(patterns))) }
  }

  func contains(_ directory: BytePath) -> Bool {
    files.contains { file in
      directory.relative(to: file.directory).map { file.patterns.decide($0.bytes, isDirectory: true).ignored } ?? false
    }
  }
}

/// Holds an archive against a commit, inside a worker.
struct ArchiveComparison {
  private let entries: [[UInt8]: TreeEntry]
  private let commit: ReleaseFacts.Commit
  private let unpacked: UnpackedTree
  private let isZip: Bool
  private let leftOut: LeftOutDirectories

  /// - Throws: ``Breakdown`` when the archive cannot be opened or read.
  init(path: String, entries: [TreeEntry], commit: ReleaseFacts.Commit, leftOut: LeftOutDirectories) throws {
    self.leftOut = leftOut
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      throw Breakdown(.usage, "open the archive \(PathText.visible(path)): \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      throw Breakdown(.usage, "open the archive \(PathText.visible(path)): it is not a regular file")
    }
    do throws(ArchiveFailure) {
      unpacked = try UnpackedTree(
        descriptor: file, formats: [.tar, .zip], temporaryDirectory: Sandbox.temporaryRoot)
    } catch {
      throw Self.breakdown(path, error)
    }
    isZip = path.hasSuffix(".zip") || path.hasSuffix(".whl")
    self.commit = commit
    self.entries = Dictionary(
      entries.filter { $0.kind != .directory && $0.kind != .submodule }.map { ($0.path.bytes, $0) }
    ) { first, _ in first }
  }

  private static func breakdown(_ path: String, _ failure: ArchiveFailure) -> Breakdown {
    switch failure {
    case .empty: Breakdown(.repository, "read the archive \(PathText.visible(path)): it is empty")
    case .notAnArchive:
      Breakdown(
        .repository, "read the archive \(PathText.visible(path)): it is neither a tar nor a zip",
        remedy: "name the archive of the release")
    case .damaged(let entries, let detail):
      Breakdown(
        .repository,
        "read the archive \(PathText.visible(path)): it is damaged or cut off behind \(entries) "
          + "\(entries == 1 ? "entry" : "entries"): \(PathText.visible(detail))",
        remedy: "fetch it again")
    default: Breakdown(failure, at: "compare \(PathText.visible(path))")
    }
  }

  /// - Parameter reader: knows all attribute files of the commit.
  /// - Throws: ``GitFailure``, ``ArchiveFailure``.
  func differences(_ reader: borrowing CheckoutReader) throws -> ArchiveDifferences {
    var files: [[UInt8]: UnpackedTree.File] = [:]
    collect(0, [], &files)
    let prefix = prefix(of: files)
    files = Dictionary(
      files.map { (Array($0.key.dropFirst(prefix.count)), $0.value) }, uniquingKeysWith: { first, _ in first })
    var result = ArchiveDifferences()
    result.prefix = PathText.visible(BytePath(Array(prefix.dropLast())))
    let isWheel = files.keys.contains { $0.suffix(16).elementsEqual(".dist-info/WHEEL".utf8) }
    result.kind = isWheel ? .wheel : files[Array("PKG-INFO".utf8)] != nil ? .sourceDistribution : .tree
    var seen: Set<[UInt8]> = []
    for (path, file) in files.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      guard let entry = entry(path, result.kind) else {
        result.extra.append(PathText.visible(BytePath(path)))
        continue
      }
      seen.insert(entry.path.bytes)
      result.comparedCount += 1
      let shown = PathText.visible(BytePath(path))
      switch try difference(entry, file, reader) {
      case .none: continue
      case .unknown: result.unknown.append(shown)
      case .what(let what): result.changed.append(shown + ": " + what)
      }
    }
    if result.kind != .wheel {
      for (path, entry) in entries.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where !seen.contains(path) {
        if try isLeftOut(entry.path, reader) { continue }
        result.missing.append(PathText.visible(entry.path))
      }
    }
    return result
  }

  private func collect(_ index: Int, _ path: [UInt8], _ files: inout [[UInt8]: UnpackedTree.File]) {
    var waiting = [(index, path)]
    while let (index, path) = waiting.popLast() {
      let file = unpacked.files[index]
      guard file.kind == .directory else {
        files[path] = file
        continue
      }
      for (name, child) in file.children { waiting.append((child, path.isEmpty ? name : path + [0x2F] + name)) }
    }
  }

  /// The directory that all files lie in, with its slash, where the tree has fewer of the paths with it than without.
  private func prefix(of files: [[UInt8]: UnpackedTree.File]) -> [UInt8] {
    guard let first = files.keys.first, let slash = first.firstIndex(of: 0x2F) else { return [] }
    let prefix = Array(first[...slash])
    guard files.keys.allSatisfy({ $0.starts(with: prefix) }) else { return [] }
    let with = files.keys.count { entries[$0] != nil }
    let without = files.keys.count { entries[Array($0.dropFirst(prefix.count))] != nil }
    return without >= with ? prefix : []
  }

  /// What a file of the archive comes from. A wheel has modules without the folder that the sources lie in.
  private func entry(_ path: [UInt8], _ kind: ArchiveDifferences.Kind) -> TreeEntry? {
    if let entry = entries[path] { return entry }
    guard kind == .wheel else { return nil }
    return ["src/", "lib/", "python/"].lazy.compactMap { entries[Array($0.utf8) + path] }.first
  }

  private enum Difference {
    case none
    case unknown
    case what(String)
  }

  private func difference(
    _ entry: TreeEntry, _ file: UnpackedTree.File, _ reader: borrowing CheckoutReader
  ) throws -> Difference {
    switch (entry.kind, file.kind) {
    case (.symlink, .symlink(let target)):
      let text = try content(entry, reader)
      return text == target ? .none : .what("the link leads elsewhere")
    case (.file(let executable), .file):
      if !isZip, executable != (file.mode & 0o100 != 0) {
        return .what(executable ? "it is not executable" : "it is executable")
      }
      let expected = try content(entry, reader)
      var actual: [UInt8] = []
      try unpacked.read(file) { bytes in bytes.withUnsafeBytes { actual += $0 } }
      if expected == actual { return .none }
      guard try reader.attribute("export-subst", of: entry.path) == .set else { return .what("content") }
      switch ExportSubstitution(expected, commit: commit.id, tree: commit.tree).match(actual) {
      case .equal: return .none
      case .equalButForUnknown: return .unknown
      case .different: return .what("content")
      }
    default: return .what("it is of another type")
    }
  }

  private func content(_ entry: TreeEntry, _ reader: borrowing CheckoutReader) throws(GitFailure) -> [UInt8] {
    try reader.withContent(of: entry.path, id: entry.id, isVerbatim: entry.kind == .symlink) {
      (bytes: RawSpan) throws(GitFailure) in bytes.withUnsafeBytes { Array($0) }
    }
  }

  /// Whether `export-ignore` is set for the path or a directory it lies in.
  private func isLeftOut(_ path: BytePath, _ reader: borrowing CheckoutReader) throws(GitFailure) -> Bool {
    if try reader.attribute("export-ignore", of: path) == .set { return true }
    var directory = path.parent
    while !directory.isRoot {
      if try reader.attribute("export-ignore", of: directory) == .set || leftOut.contains(directory) { return true }
      directory = directory.parent
    }
    return false
  }
}
