import Foundation
import Gitignore
import Testing

/// A path that rules are asked about.
struct Query: Equatable {
  let path: [UInt8]
  let isDirectory: Bool

  init(path: [UInt8], isDirectory: Bool) {
    self.path = path
    self.isDirectory = isDirectory
  }

  /// A slash at the end makes it a directory.
  init(_ text: String) {
    isDirectory = text.utf8.last == UInt8(ascii: "/")
    path = Array(isDirectory ? text.utf8.dropLast() : text.utf8[...])
  }
}

/// One ignore file and the paths to decide by it.
struct OracleCase {
  let rules: [UInt8]
  let queries: [Query]
}

/// What the real git says: `git check-ignore --verbose --non-matching --no-index`.
enum GitOracle {
  struct Answer: Equatable {
    let ignored: Bool
    /// nil when no rule matched.
    let line: Int?
    let source: [UInt8]
  }

  static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")

  /// Whether this git takes `a**/b` for `a` with `**/b` behind it, so that it matches `ab` and `a/x/b`.
  ///
  /// Before 2.52 git cut off the plain text at the beginning of a pattern and then took the `**` for the first thing
  /// in it (mended by its commit 1940a02dc1).
  static let mistakesRunsBehindText: Bool = {
    let probe = OracleCase(rules: Array("a**/b".utf8), queries: [Query("ab")])
    return (try? answers([probe]))?.first?.first?.ignored ?? false
  }()

  /// Whether a rule is one that such a git mistakes.
  static func isMistaken(_ rule: GitignoreRule) -> Bool {
    guard mistakesRunsBehindText, rule.anchored else { return false }
    let wild = rule.source.dropFirst(rule.negated ? 1 : 0).drop { !"*?[\\".utf8.contains($0) }
    guard wild.starts(with: "**".utf8), let before = rule.source.prefix(wild.startIndex).last else { return false }
    return before != UInt8(ascii: "/") && wild.startIndex > (rule.negated ? 1 : 0)
  }

  /// The answers for each case, in the order of its queries.
  ///
  /// Every case is a work tree of its own, since git looks at the disk to see whether a path is a directory. (A slash
  /// at the end of the path would not do: git then compares patterns with the empty name behind it.) One shell asks
  /// git about all of them. No path may begin with `:`, which check-ignore takes for pathspec magic and cannot be told
  /// not to.
  static func answers(_ cases: [OracleCase]) throws -> [[Answer]] {
    let root = NSTemporaryDirectory() + "lockstep-tests-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    try lay(cases, in: root)
    let output = try run(in: root)
    let fields = output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { Array($0) }
    try #require(fields.count == 4 * cases.reduce(0) { $0 + $1.queries.count })
    var next = 0
    return try cases.map { one in
      try one.queries.map { query in
        defer { next += 4 }
        try #require(fields[next + 3] == query.path)
        let source = fields[next + 2]
        let line = Int(String(decoding: fields[next + 1], as: UTF8.self))
        return Answer(ignored: line != nil && source.first != UInt8(ascii: "!"), line: line, source: source)
      }
    }
  }

  private static func lay(_ cases: [OracleCase], in root: String) throws {
    try FileManager.default.createDirectory(atPath: root + "/home", withIntermediateDirectories: true)
    var directories: [UInt8] = []
    for (number, one) in cases.enumerated() {
      let tree = "\(root)/\(number)"
      try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: false)
      try Data(one.rules).write(to: URL(fileURLWithPath: tree + "/.gitignore"))
      try Data(one.queries.flatMap { $0.path + [0] }).write(to: URL(fileURLWithPath: "\(root)/queries-\(number)"))
      for query in one.queries where query.isDirectory {
        directories += Array("\(number)/".utf8) + query.path + [0]
      }
    }
    try Data(directories).write(to: URL(fileURLWithPath: root + "/directories"))
    try Data("\(cases.count)".utf8).write(to: URL(fileURLWithPath: root + "/count"))
  }

  /// git answers 1 when it ignores nothing.
  private static let script = """
    set -eu
    root=$1
    cd "$root"
    xargs -0 -r mkdir -p -- <directories
    git init -q --template= "$root/repo"
    export GIT_DIR="$root/repo/.git"
    count=$(cat count) number=0
    while [ $number -lt $count ]; do
      cd "$root/$number"
      GIT_WORK_TREE="$root/$number" git check-ignore -v -n -z --no-index --stdin <"$root/queries-$number" || [ $? -eq 1 ]
      number=$((number + 1))
    done
    """

  private static func run(in root: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, "sh", root]
    process.environment = [
      "HOME": root + "/home", "XDG_CONFIG_HOME": root + "/home", "PATH": "/usr/bin:/bin", "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git check-ignore failed")
    return data
  }
}
