import Foundation
import Testing

/// A repository made with the real git in a temporary directory of its own.
final class GitFixture {
  let directory: String

  /// The real git has to be there; its configuration is empty.
  static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")

  init() throws {
    directory = NSTemporaryDirectory() + "lockstep-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory + "/home", withIntermediateDirectories: true)
    try git("init", "-q", "-b", "main", repository)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  var repository: String { directory + "/repo" }

  func write(_ path: String, _ text: String, executable: Bool = false) throws {
    let full = repository + "/" + path
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    if executable { try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: full) }
  }

  func commit(_ message: String = "c") throws {
    try git("-C", repository, "add", "-A")
    try git("-C", repository, "commit", "-q", "--allow-empty", "-m", message)
  }

  @discardableResult
  func git(_ arguments: String..., input: [UInt8]? = nil, umask: String = "022") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "umask \(umask); exec /usr/bin/git \"$@\"", "git"] + arguments
    process.environment = [
      "HOME": directory + "/home", "PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
      "GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
      "GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.org", "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
    let output = Pipe()
    let inputPipe = Pipe()
    process.standardOutput = output
    process.standardInput = inputPipe
    try process.run()
    inputPipe.fileHandleForWriting.write(Data(input ?? []))
    try inputPipe.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    try #require(process.terminationStatus == 0, "git \(arguments) failed")
    return text
  }

  /// Writes an object of any bytes, as `git hash-object --literally` does.
  func object(_ type: String, _ bytes: [UInt8]) throws -> String {
    try git("-C", repository, "hash-object", "-w", "--literally", "-t", type, "--stdin", input: bytes)
  }
}
