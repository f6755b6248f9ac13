import BuildContext
import Clinux
import Dockerignore
import Fingerprints
import Foundation
import Testing

/// What a client sends of entries beside names, modes and sizes.
@Suite("device numbers and extended attributes")
final class SpecialFilesTests {
  private let directory = NSTemporaryDirectory() + "lockstep-special-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  private func records() throws -> [TransferRecord] {
    try TransferListing.read(DirectoryTree(directory), ignoring: FoundIgnoreFile(name: "", bytes: []))
  }

  /// Whether the kernel lets us make devices here: root in a container often may not.
  static let canMakeDevices: Bool = {
    let path = NSTemporaryDirectory() + "lockstep-device-" + UUID().uuidString
    defer { unlink(path) }
    return mknod(path, S_IFCHR | 0o600, 0x103) == 0
  }()

  /// Whether the file system of temporary files keeps attributes of users.
  static let hasAttributes: Bool = {
    let path = NSTemporaryDirectory() + "lockstep-attribute-" + UUID().uuidString
    defer { unlink(path) }
    return FileManager.default.createFile(atPath: path, contents: nil) && lsetxattr(path, "user.x", "1", 1, 0) == 0
  }()

  @Test("devices have their kind and numbers", .enabled(if: canMakeDevices, "needs the right to make devices"))
  func devices() throws {
    // As Linux encodes them: the minor number's upper bits lie above the major number.
    try #require(mknod(directory + "/block", S_IFBLK | 0o640, 0x0010_0811) == 0)
    try #require(mknod(directory + "/char", S_IFCHR | 0o666, 0x103) == 0)
    let kinds = try records().map(\.kind)
    #expect(
      kinds == [
        .device(DeviceNumber(isBlock: true, major: 8, minor: 0x111)),
        .device(DeviceNumber(isBlock: false, major: 1, minor: 3)),
      ])
  }

  @Test(
    "files and directories have their attributes, but for Apple's; a link has its own",
    .enabled(if: hasAttributes, "needs extended attributes in the temporary directory"))
  func attributes() throws {
    let long = String(repeating: "v", count: 1000)
    try #require(FileManager.default.createFile(atPath: directory + "/file", contents: nil))
    try FileManager.default.createDirectory(atPath: directory + "/dir", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: directory + "/link", withDestinationPath: "file")
    for (path, name, value) in [
      ("file", "user.b", long), ("file", "user.a", ""), ("dir", "user.d", "1"), ("file", "user.com.apple.x", "2"),
    ] {
      try #require(lsetxattr(directory + "/" + path, name, value, value.utf8.count, 0) == 0)
    }
    let found = Dictionary(uniqueKeysWithValues: try records().map { (PathText.escaped($0.path), $0) })
    func shown(_ path: String) -> [String: String]? {
      found[path].map { record in
        // What the machine itself attaches is no matter here.
        Dictionary(
          uniqueKeysWithValues: record.extendedAttributes.map {
            (String(decoding: $0.key, as: UTF8.self), String(decoding: $0.value, as: UTF8.self))
          }
          .filter { $0.0.hasPrefix("user.") })
      }
    }
    #expect(shown("file") == ["user.a": "", "user.b": long, "user.com.apple.x": "2"])
    #expect(shown("dir") == ["user.d": "1"])
    #expect(shown("link") == [:])
  }

  @Test("a listing that does not want attributes reads none")
  func unwanted() throws {
    try #require(FileManager.default.createFile(atPath: directory + "/file", contents: nil))
    _ = lsetxattr(directory + "/file", "user.x", "1", 1, 0)
    let tree = try DirectoryTree(directory)
    let walk = try ContextWalk.select(from: tree, ignoring: FoundIgnoreFile(name: "", bytes: []))
    #expect(try TransferListing.records(of: walk, in: tree, readingAttributes: false).first?.extendedAttributes == [:])
  }
}
