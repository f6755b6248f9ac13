public import Foundation
import Testing

/// A temporary directory with a home and a temporary root of its own, and the tool to run in it.
public final class Workspace {
  public let directory: String
  /// Where the tool makes its temporary directories.
  public var temporary: String { directory + "/tmp" }

  /// The binary of this build, beside the tests.
  public static let tool: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let here = (tests as NSString).deletingLastPathComponent
    let beside = here + "/lockstep"
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    // `swift test` runs Swift Testing through a helper: the tests' path is then an argument.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
    return (bundle as NSString).deletingLastPathComponent + "/lockstep"
  }()

  /// The root of the project's source.
  public static let project: String = {
    var path = #filePath as NSString
    for _ in 0..<3 { path = path.deletingLastPathComponent as NSString }
    return path as String
  }()

  public init() throws {
    directory = NSTemporaryDirectory() + "lockstep-cli-" + UUID().uuidString
    for name in ["home", "tmp", "work"] {
      try FileManager.default.createDirectory(atPath: directory + "/" + name, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// The directory commands run in.
  public var work: String { directory + "/work" }

  public func write(_ path: String, _ text: String, mode: Int = 0o644) throws {
    let full = work + "/" + path
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: full)
  }

  public func read(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: work + "/" + path), encoding: .utf8)
  }

  public func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: work + "/" + path) }

  /// What a command printed and how it ended.
  public struct Result {
    public let status: Int32
    public let output: String
    public let errors: String

    public func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    public func jsonArray() throws -> [[String: Any]] {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
    }
  }

  @discardableResult
  public func lockstep(_ arguments: String..., environment: [String: String] = [:], at path: String? = nil) throws
    -> Result
  {
    try run(Self.tool, arguments, environment: environment, at: path)
  }

  public func lockstep(arguments: [String], environment: [String: String] = [:]) throws -> Result {
    try run(Self.tool, arguments, environment: environment, at: nil)
  }

  @discardableResult
  public func shell(_ script: String, environment: [String: String] = [:], at path: String? = nil) throws -> Result {
    try run("/bin/sh", ["-c", script], environment: environment, at: path)
  }

  /// Any program, found by `PATH` where it has no slash.
  public func run(_ command: [String], environment: [String: String] = [:]) throws -> Result {
    try run("/usr/bin/env", command, environment: environment, at: nil)
  }

  public func process(
    _ executable: String, _ arguments: [String], environment: [String: String] = [:], at path: String? = nil
  )
    -> Process
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path ?? work)
    process.environment = self.environment.merging(environment) { $1 }
    return process
  }

  private var environment: [String: String] {
    [
      "HOME": directory + "/home", "PATH": "/usr/local/bin:/usr/bin:/bin", "TMPDIR": temporary, "LC_ALL": "C.UTF-8",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org",
      "GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.org",
      "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
  }

  /// Seconds that a command may take: more than any needs on a busy machine.
  private static let timeLimit = 300.0

  private func run(_ executable: String, _ arguments: [String], environment: [String: String], at path: String?) throws
    -> Result
  {
    let run = try MeasuredRun(
      [executable] + arguments, environment: self.environment.merging(environment) { $1 }, directory: path ?? work,
      scratch: directory, limit: Self.timeLimit)
    return Result(status: run.status, output: run.outputText, errors: run.errorText)
  }

  /// What the tool left in its temporary root.
  public func leftovers() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: temporary).sorted() }

  /// A repository of the real git in the work directory.
  public func makeRepository() throws {
    try #require(try shell("git init -q -b main . && git add -A && git commit -q --allow-empty -m c").status == 0)
  }

  public static let hasGit = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")
  public static let isRoot = getuid() == 0

  /// Whether a file system can be mounted here: root in a container often may not.
  public static let canMount: Bool = {
    guard isRoot, let workspace = try? Workspace() else { return false }
    return (try? workspace.shell("mount -t tmpfs -o size=64k none . && umount '\(workspace.work)'").status) == 0
  }()
}

/// Scenarios that tests build on.
public enum Sample {
  public static let passing = """
    schemaVersion: 1
    name: sample
    repo:
      synthetic:
        commits:
          - files:
              app/main.py: "print('hi')\\n"
              run.sh: { content: "#!/bin/sh\\n", executable: true }
              current: { symlink: app }
              .dockerignore: "*.log\\n"
              x.log: "1\\n"
              .gitattributes: "*.txt text eol=crlf\\n"
              w.txt: "a\\nb\\n"
              requirements.txt: "flask==3.0.0\\n"
    expect:
      contains: [app/main.py, w.txt]
      excludes: [x.log, .git]

    """

  public static let nondeterministic = """
    schemaVersion: 1
    name: stamped
    record: false
    repo:
      synthetic:
        commits:
          - files: { a: b }
        worktree:
          build-info.txt: { stamp: [timezone] }

    """
}
