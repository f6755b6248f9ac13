internal import Archives
internal import Causes
internal import Fingerprints
internal import Glibc

/// A byte for what to do with them, the length of a first archive in two bytes, that archive, and a second one.
enum ArchivesCheck {
  /// Small, so that a bomb is met by the limits and not by the machine.
  private static let limits = ArchiveLimits(
    entries: 1_000, totalBytes: 4 << 20, pathBytes: 1_000, depth: 64, nameBytes: 1 << 20)

  static func run(_ input: [UInt8]) throws {
    guard input.count > 3 else { return }
    let length = min(Int(input[1]) << 8 | Int(input[2]), input.count - 3)
    let first = Array(input[3..<(3 + length)])
    let second = Array(input[(3 + length)...])
    switch input[0] % 3 {
    case 0: try tree(first)
    case 1: try members(first)
    default: try differences(first, second)
    }
  }

  /// What unpacking makes holds together: each name leads to a file that is there, and contents have their size.
  private static func tree(_ archive: [UInt8]) throws {
    let scratch = try ScratchRepository()
    try scratch.write(archive, to: "archive")
    func unpack() throws -> UnpackedTree? {
      let file = open(scratch.directory + "/archive", O_RDONLY | O_CLOEXEC)
      try require(file >= 0, "the archive can be opened")
      defer { close(file) }
      do throws(ArchiveFailure) {
        return try UnpackedTree(descriptor: file, limits: limits, temporaryDirectory: scratch.directory)
      } catch {
        try requireNoMachine(error)
        return nil
      }
    }
    guard let tree = try unpack(), let again = try unpack() else { return }
    try require(tree.files == again.files && tree.compression == again.compression, "unpacking twice is the same")
    for file in tree.files {
      for (name, child) in file.children {
        try require(tree.files.indices.contains(child), "a name leads to a file")
        try require(!name.isEmpty && !name.contains(0x2F) && name != [0x2E] && name != [0x2E, 0x2E], "a name is one")
      }
      guard case .file(_, let size) = file.kind else { continue }
      var read: UInt64 = 0
      try tree.read(file) { read += UInt64($0.byteCount) }
      try require(read == size, "a file has its size")
    }
  }

  private static func members(_ archive: [UInt8]) throws {
    for formats in [ArchiveFormats.tar, .zip, [.tar, .zip]] {
      func read() throws -> [ArchiveMembers.Member]? {
        do throws(ArchiveFailure) {
          return try ArchiveMembers(archive, formats: formats, limits: limits).members
        } catch {
          try requireNoMachine(error)
          return nil
        }
      }
      let members = try read()
      try require(try read() == members, "reading twice is the same")
      guard let members else { continue }
      let contents = try? ArchiveMembers.contents(
        at: Set(members.indices), in: archive, formats: formats, limits: limits, limit: 4 << 20)
      for (place, content) in contents ?? [:] where members[place].content != nil {
        try require(try SHA256Digest.of(content) == members[place].content, "a member's content has its digest")
      }
    }
    let bytes = try? ArchiveMembers.decompressed(archive, limit: 1 << 20)
    try require((bytes ?? nil)?.count ?? 0 <= 1 << 20, "the limit is kept")
  }

  private struct Side: ComparedSide {
    let content: [UInt8]
    let entries: [ComparedEntry]

    init(_ content: [UInt8], _ name: String) throws {
      self.content = content
      entries = [ComparedEntry(path: BytePath(name), kind: .file, digest: try SHA256Digest.of(content))]
    }

    func bytes(of entry: ComparedEntry, limit: Int) -> [UInt8]? { content.count <= limit ? content : nil }
    func isDropped(_ path: BytePath) -> Bool { false }
  }

  private static func differences(_ first: [UInt8], _ second: [UInt8]) throws {
    let comparison = ComparisonLimits(fileBytes: 1 << 20, totalBytes: 4 << 20, depth: 3)
    for name in ["a.tar.gz", "a.whl", "a.pyc", "a.txt"] {
      func find(_ left: [UInt8], _ right: [UInt8]) throws -> [DifferenceFinding] {
        DifferenceSearch.findings(try Side(left, name), try Side(right, name), limits: comparison)
      }
      let found = try find(first, second)
      try require(try find(first, second) == found, "comparing twice is the same")
      try require(found.isEmpty == (first == second), "what differs has a cause, and nothing else has")
      let back = try find(second, first)
      try require(Set(back.map(\.code)) == Set(found.map(\.code)), "the causes are the same from the other side")
      for finding in found { _ = FindingText.message(finding, isOnly: true) + "\(FindingText.details(finding))" }
    }
  }

  /// Nothing an archive says is a fault of this machine.
  private static func requireNoMachine(_ failure: ArchiveFailure) throws {
    if case .machine(let operation, let code) = failure { try require(false, "\(operation): \(code)") }
  }
}
