import BuildContext
import Fingerprints
import Foundation
import Synchronization
import Testing

/// What changes between the moment a file is found and the end of the scan.
@Suite("changes during a scan")
final class ChangedWhileReadTests {
  private let directory = NSTemporaryDirectory() + "lockstep-changed-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// Makes a change when the scan asks for the content of the file with `inode`, which it has found by then.
  private final class Change: RememberedFiles {
    private let inode: UInt64
    private let make: @Sendable () -> Void
    private let isMade = Atomic(false)

    init(whenFound path: String, make: @escaping @Sendable () -> Void) throws {
      inode = try #require(
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? NSNumber
      ).uint64Value
      self.make = make
    }

    func content(_ stamp: FileStamp) -> SHA256Digest? {
      if stamp.inode == inode, !isMade.exchange(true, ordering: .relaxed) { make() }
      return SHA256Digest([])
    }

    func names(_ stamp: FileStamp) -> ArraySlice<UInt8>? { nil }
  }

  private func scan(whenFound path: String, make: @escaping @Sendable () -> Void) throws -> DirectoryScan {
    try DirectoryScan(
      DirectoryTree(directory), ignoring: FoundIgnoreFile(name: "", bytes: []), threads: 1,
      remembered: Change(whenFound: directory + "/" + path, make: make))
  }

  @Test(
    "a file that goes is named, wherever it lies",
    arguments: [["d/f"], ["a/e", "d/f"], ["z", "a/b"], ["a/b", "z"], ["a", "z/y/x", "zz"]])
  func removed(_ files: [String]) throws {
    for file in files {
      let path = directory + "/" + file
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(file.utf8).write(to: URL(fileURLWithPath: path))
    }
    for file in files {
      let path = directory + "/" + file
      #expect(throws: ContextFailure.changedWhileRead(BytePath(file)), "\(file)") {
        try scan(whenFound: file) { unlink(path) }
      }
      try Data(file.utf8).write(to: URL(fileURLWithPath: path))
    }
  }

  @Test("a file that comes is named")
  func added() throws {
    for file in ["a/b/c", "a/f", "z"] {
      let path = directory + "/" + file
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(file.utf8).write(to: URL(fileURLWithPath: path))
    }
    let root = directory
    #expect(throws: ContextFailure.changedWhileRead(BytePath("a/g"))) {
      try scan(whenFound: "a/b/c") { try? Data().write(to: URL(fileURLWithPath: root + "/a/g")) }
    }
  }

  @Test("a tree that stays as it is gives no error")
  func steady() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: directory + "/f"))
    #expect(try scan(whenFound: "f") {}.entryCount == 1)
  }
}
