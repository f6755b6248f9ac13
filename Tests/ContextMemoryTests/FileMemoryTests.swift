import BuildContext
import ContextMemory
import Fingerprints
import Foundation
import TestSupport
import Testing

/// A directory that changes at random.
private final class ChangingDirectory {
  let path = NSTemporaryDirectory() + "lockstep-files-" + UUID().uuidString
  private static let names = ["a", "b", "a-b", "a.d", "keep", "x.log", "é", "n\nl", "a b"]

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private func randomPath(_ random: inout SeededGenerator) -> String {
    var relative = ""
    for _ in 0...random.below(3) { relative += "/" + Self.names[random.below(Self.names.count)] }
    return path + relative
  }

  /// One change; many of them change nothing, since what they need is not there.
  func change(_ random: inout SeededGenerator) {
    let manager = FileManager.default
    let place = randomPath(&random)
    switch random.below(9) {
    case 0, 1, 2:
      try? manager.createDirectory(
        atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try? Data("text \(random.below(10))\n".utf8).write(to: URL(fileURLWithPath: place))
    case 3: try? manager.removeItem(atPath: place)
    case 4: rename(place, randomPath(&random))
    case 5: chmod(place, [0o644, 0o755, 0o600][random.below(3)])
    case 6: try? manager.createSymbolicLink(atPath: place, withDestinationPath: "to \(random.below(3))")
    case 7: rewriteInPlace(place, &random)
    default: link(place, randomPath(&random))
    }
  }

  /// Another content of the same size and with the time of modification put back, as a careless tool would.
  private func rewriteInPlace(_ place: String, _ random: inout SeededGenerator) {
    var info = stat()
    guard stat(place, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size == 7 else { return }
    let file = open(place, O_WRONLY)
    guard file >= 0 else { return }
    defer { close(file) }
    _ = write(file, "text \(random.below(10))\n", 7)
    var times = [info.st_atim, info.st_mtim]
    futimens(file, &times)
  }
}

@Suite("what is remembered of directories")
struct FileMemoryTests {
  private static let rules = ["", "*.log\n", "**\n!**/keep\n", "a\n!a/b\n", "**/a-b\n!a/a-b/keep\n"]

  private func scan(_ path: String, _ rules: FoundIgnoreFile, _ memory: FileMemory?) throws -> DirectoryScan {
    let tree = try DirectoryTree(path)
    guard let memory else {
      return try DirectoryScan(tree, ignoring: rules, threads: 2, remembered: NoRememberedFiles())
    }
    return try DirectoryScan(tree, ignoring: rules, threads: 2, remembered: memory)
  }

  @Test("change after change, a scan with a memory gives what reading everything gives", arguments: [0, 30_000])
  func changes(pause: UInt32) throws {
    var random = SeededGenerator.fresh()
    for text in Self.rules {
      let directory = try ChangingDirectory()
      let rules = try FoundIgnoreFile(name: ".dockerignore", bytes: Array(text.utf8))
      var memory: FileMemory?
      for step in 0..<15 {
        // Many at first, so that some levels are listed by several threads.
        for _ in 0..<(step == 0 ? 200 : random.below(14)) { directory.change(&random) }
        // Without a pause nothing is settled, and nothing may be relied on.
        usleep(pause)
        let label: Comment = "seed \(random.seed), rules \(text.debugDescription), step \(step), pause \(pause)"
        let expected = try DirectoryContext.read(try DirectoryTree(directory.path), ignoring: rules, threads: 1)
        let found = try scan(directory.path, rules, memory)
        #expect(found.manifest == expected.manifest, label)
        #expect(found.entryCount == expected.entries.count && found.warnings == expected.warnings, label)
        let kept = try FileMemory(found, root: directory.path, rules: .of([1]), tellsChanges: true)
        let restored: FileMemory = try #require(try FileMemory(stored: kept.stored), label)
        #expect(restored.root == directory.path && restored.stored == kept.stored, label)
        if let memory, memory.holds(try DirectoryTree(directory.path), threads: 2) {
          #expect(try memory.outcome?.digest == expected.manifest.digest(), label)
          #expect(memory.outcome?.warnings == expected.warnings, label)
        }
        #expect(restored.outcome == kept.outcome, label)
        if pause > 0 {
          #expect(restored.outcome?.entryCount == found.entryCount, label)
          #expect(restored.holds(try DirectoryTree(directory.path), threads: 2), label)
          let again = try scan(directory.path, rules, restored)
          #expect(again.isUnchanged && again.manifest == expected.manifest, label)
          let contents = try scan(
            directory.path, rules, try FileMemory(found, root: "/", rules: .of([1]), tellsChanges: false))
          #expect(contents.manifest == expected.manifest && !contents.isUnchanged, label)
        }
        memory = restored
      }
    }
  }

  @Test("what was changed just before a scan is not relied on")
  func racy() throws {
    let stamp = FileStamp(device: 1, inode: 2, size: 3, modified: 1_000_000_001, changed: 5_000_000_001)
    #expect(!stamp.isSettled(at: 5_000_000_001) && !stamp.isSettled(at: 5_010_000_000))
    #expect(stamp.isSettled(at: 5_030_000_000))
    let coarse = FileStamp(device: 1, inode: 2, size: 3, modified: 1_000_000_000, changed: 5_000_000_000)
    #expect(!coarse.isSettled(at: 6_500_000_000) && coarse.isSettled(at: 7_500_000_000))
  }

  @Test("a stored memory that is damaged is not believed, and nonsense that holds is no more than bytes")
  func damage() throws {
    var random = SeededGenerator.fresh()
    let directory = try ChangingDirectory()
    for _ in 0..<60 { directory.change(&random) }
    usleep(30_000)
    let rules = try FoundIgnoreFile(name: ".dockerignore", bytes: [])
    let found = try scan(directory.path, rules, nil)
    let stored = try FileMemory(found, root: directory.path, rules: .of([1]), tellsChanges: true).stored
    for index in stored.indices {
      var bytes = stored
      bytes[index] ^= UInt8(1 << random.below(8))
      #expect(try FileMemory(stored: bytes) == nil, "seed \(random.seed), byte \(index)")
    }
    for length in stride(from: 0, to: stored.count, by: 5) {
      #expect(try FileMemory(stored: Array(stored.prefix(length))) == nil)
    }
    for _ in 0..<2000 {
      var bytes = Array(stored.dropLast(32))
      for _ in 0...random.below(3) { bytes[23 + random.below(bytes.count - 23)] = UInt8(random.below(256)) }
      bytes += try SHA256Digest.of(bytes).bytes
      guard let memory = try FileMemory(stored: bytes) else { continue }
      // Names that are none of the directory's are simply not there.
      _ = try? scan(directory.path, rules, memory)
      _ = memory.holds(try DirectoryTree(directory.path), threads: 1)
    }
  }
}
