import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import PackFiles

/// A bare repository made with the real git in a temporary directory of its own, with files that change little from
/// commit to commit, so that git finds deltas.
final class PackFixture {
  let directory: String
  var repository: String { directory + "/repo.git" }
  var objects: String { repository + "/objects" }

  /// The real git has to be there; its configuration is empty.
  static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")

  init(commits: Int = 40, largeFile: Int = 0) throws {
    directory = NSTemporaryDirectory() + "lockstep-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory + "/home", withIntermediateDirectories: true)
    try git("init", "-q", "--bare", "-b", "main", repository)
    if commits > 0 { try fastImport(Self.stream(commits: commits, largeFile: largeFile)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func fastImport(_ stream: [UInt8]) throws {
    try git("-C", repository, "-c", "fastimport.unpackLimit=1000000", "fast-import", "--quiet", input: stream)
  }

  /// Commits of four files each; every commit changes one line of each, and now and then appends some.
  private static func stream(commits: Int, largeFile: Int) -> [UInt8] {
    var random = SeededGenerator(seed: 7)
    var files = (0..<4).map { file in (0..<60).map { "line \($0) of \(file): \(random.next())" } }
    var text = ""
    for commit in 0..<commits {
      text += "commit refs/heads/main\ncommitter T <t@example.org> 170000\(1000 + commit) +0000\ndata 1\nc\n"
      for file in files.indices {
        files[file][random.below(files[file].count)] = "changed in \(commit): \(random.next())"
        if commit % 5 == 0 { files[file].append("appended \(random.next())") }
        let content = files[file].joined(separator: "\n")
        text += "M 100644 inline d\(file)/f\(file).txt\ndata \(content.utf8.count)\n\(content)\n"
      }
    }
    if largeFile > 0 {
      text += "M 100644 inline large\ndata \(largeFile)\n"
      var bytes = Array(text.utf8)
      for _ in 0..<largeFile { bytes.append(UInt8(truncatingIfNeeded: random.next() & 0x3F)) }
      return bytes + [0x0A]
    }
    text += "tag v1\nfrom refs/heads/main\ntagger T <t@example.org> 1700001000 +0000\ndata 1\nt\n"
    return Array(text.utf8)
  }

  @discardableResult
  func git(_ arguments: String..., input: [UInt8] = []) throws -> [UInt8] { try git(arguments, input: input) }

  @discardableResult
  func git(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let (inputPath, outputPath) = (directory + "/input", directory + "/output")
    try Data(input).write(to: URL(fileURLWithPath: inputPath))
    try Data().write(to: URL(fileURLWithPath: outputPath))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = arguments
    process.environment = [
      "HOME": directory + "/home", "PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
    ]
    process.standardInput = FileHandle(forReadingAtPath: inputPath)
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments) failed")
    return try Array(Data(contentsOf: URL(fileURLWithPath: outputPath)))
  }

  /// Every object of the repository at `repository` as `git cat-file --batch` gives it.
  func allObjects(in repository: String? = nil) throws -> [ObjectID: StoredObject] {
    let output = try git(
      "-C", repository ?? self.repository, "cat-file", "--batch", "--batch-all-objects", "--buffer", "--unordered")
    var objects: [ObjectID: StoredObject] = [:]
    var position = 0
    while position < output.count {
      let end = try #require(output[position...].firstIndex(of: 0x0A))
      let words = String(decoding: output[position..<end], as: UTF8.self).split(separator: " ")
      let size = try #require(Int(words[2]))
      let type: ObjectType =
        switch words[1] {
        case "blob": .blob
        case "tree": .tree
        case "commit": .commit
        default: .tag
        }
      objects[try #require(ObjectID(hex: String(words[0])))] = StoredObject(
        type: type, content: Array(output[(end + 1)..<(end + 1 + size)]))
      position = end + size + 2
    }
    return objects
  }
}
