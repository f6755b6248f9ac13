import Foundation
import Testing

/// The real tools that digests are compared with.
enum Tools {
  static let hasGit = has("git")
  static let hasNix = has("nix")
  static let hasOpenSSL = has("openssl") && has("sha256sum") && has("base64")
  /// `--sort` is of 1.28.
  static let hasGNUTar = (try? shell("tar --sort=name --version | grep -q 'GNU tar'", in: "/").status) == 0

  private static func has(_ tool: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
    }
  }

  /// The first lines of shell below the heading `heading` of docs/digests.md.
  static func documented(_ heading: String) throws -> String {
    var project = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { project.deleteLastPathComponent() }
    let text = try String(contentsOf: project.appendingPathComponent("docs/digests.md"), encoding: .utf8)
    let section = try #require(text.range(of: "\n### `\(heading)`\n"))
    let start = try #require(text.range(of: "\n```sh\n", range: section.upperBound..<text.endIndex))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    try #require(!text[section.upperBound..<start.lowerBound].contains("\n#"), "no shell lines for \(heading)")
    return String(text[start.upperBound..<end.lowerBound])
  }

  struct Output {
    let status: Int32
    let bytes: [UInt8]
    let errors: String

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// Without the newline at the end.
    var line: String { text.hasSuffix("\n") ? String(text.dropLast()) : text }
  }

  /// Runs `script` in `directory`; what it prints goes through files, so that nothing can block.
  static func shell(_ script: String, in directory: String) throws -> Output {
    try withTemporaryDirectory { place in
      for name in ["out", "err"] { _ = FileManager.default.createFile(atPath: "\(place)/\(name)", contents: nil) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script]
      process.currentDirectoryURL = URL(fileURLWithPath: directory)
      process.environment = [
        "HOME": place, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "TMPDIR": place, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
      ]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle(forWritingAtPath: place + "/out")
      process.standardError = FileHandle(forWritingAtPath: place + "/err")
      try process.run()
      process.waitUntilExit()
      return Output(
        status: process.terminationStatus, bytes: Array(FileManager.default.contents(atPath: place + "/out") ?? Data()),
        errors: String(decoding: FileManager.default.contents(atPath: place + "/err") ?? Data(), as: UTF8.self))
    }
  }

  static func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
    let place = NSTemporaryDirectory() + "lockstep-schemes-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    return try body(place)
  }
}
