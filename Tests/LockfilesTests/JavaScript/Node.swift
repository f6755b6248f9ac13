import Foundation

/// Runs scripts in the node that is installed, for what only it can say.
enum Node {
  struct Failure: Error {}

  /// What the script prints; `input` comes from its standard input.
  static func output(_ script: String, input: Data = Data()) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node", "-e", script]
    let (feed, result) = (Pipe(), Pipe())
    process.standardInput = feed
    process.standardOutput = result
    process.standardError = FileHandle.nullDevice
    try process.run()
    // A pipe holds little; who writes all before reading may wait forever.
    let writer = Thread {
      try? feed.fileHandleForWriting.write(contentsOf: input)
      try? feed.fileHandleForWriting.close()
    }
    writer.start()
    let data = try result.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(decoding: data, as: UTF8.self)
  }
}
