import Foundation
import Glibc
import TestSupport
import Testing

/// A hostile input and the place it is tried in: a repository to spoil, a tree beside it that must stay as it is.
///
/// ``expect(_:_:says:)`` runs the real command line and holds every run to the eight rules of SECURITY.md.
final class HostileCase {
  /// The outcome classes, with their exit status.
  enum Outcome: Int32 {
    case passed = 0
    case failed = 1
    case usage = 2
    case nondeterministic = 3
    case repository = 6
    case environment = 7

    /// What a message of this class begins with; nil where the result itself is the answer.
    var domain: String? {
      switch self {
      case .passed, .failed, .nondeterministic: nil
      case .usage: "USAGE"
      case .repository: "REPO"
      case .environment: "ENV"
      }
    }
  }

  /// The case's number in the catalogue, as H001.
  let id: String
  let workspace: Workspace
  /// The seconds and bytes a run may take; the rules allow five seconds on top.
  var timeLimit = 30.0 * Double(Sanitizing.slowness)
  var memoryLimit = 300 << 20
  /// Further variables for the tool.
  var environment: [String: String] = [:]

  /// The repository, empty at first; the branch is `main`.
  var repository: String { workspace.work + "/repo" }
  /// The canary: files, links and directories that nothing may touch.
  var outside: String { workspace.directory + "/OUTSIDE" }

  static let hasGit = Workspace.hasGit

  init(_ id: String) throws {
    self.id = id
    workspace = try Workspace()
    try shell(
      "mkdir -p '\(outside)/d' && cd '\(outside)' && echo secret > f && echo x > d/x && ln -s f l && chmod 600 f")
    if Self.hasGit { try shell("git init -q -b main '\(repository)'") }
  }

  /// Runs a script in the work directory and gives what it printed, without the last newline.
  @discardableResult
  func shell(_ script: String, input: [UInt8]? = nil) throws -> String {
    var text = script
    if let input {
      let file = workspace.directory + "/" + UUID().uuidString
      try Data(input).write(to: URL(fileURLWithPath: file))
      text = "{ \(script); } < '\(file)'"
    }
    let result = try workspace.shell("set -e; export OUTSIDE='\(outside)' REPO='\(repository)'; " + text)
    try #require(result.status == 0, "\(id): the case could not be built: \(result.errors.suffix(400))")
    return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
  }

  /// Writes an object of any bytes under the id they give, and gives the id.
  func object(_ type: String, _ bytes: [UInt8]) throws -> String {
    try shell("git -C repo hash-object -w --literally -t \(type) --stdin", input: bytes)
  }

  func blob(_ text: String = "x\n") throws -> String { try object("blob", Array(text.utf8)) }

  /// A tree of entries that no check looks at; the names are bytes.
  func tree(_ entries: [(mode: String, name: [UInt8], id: String)]) throws -> String {
    try object("tree", entries.flatMap { Array(($0.mode + " ").utf8) + $0.name + [0] + Self.raw($0.id) })
  }

  func tree(_ entries: [(mode: String, name: String, id: String)]) throws -> String {
    try tree(entries.map { (mode: $0.mode, name: Array($0.name.utf8), id: $0.id) })
  }

  /// Commits a tree and makes `main` point at it.
  @discardableResult
  func commit(tree: String) throws -> String {
    try shell(
      "C=$(git -C repo commit-tree \(tree) -m m) && git -C repo update-ref refs/heads/main $C && echo $C")
  }

  /// The bytes that an object id in hex stands for.
  static func raw(_ id: String) -> [UInt8] {
    stride(from: 0, to: id.utf8.count, by: 2).map { place in
      let start = id.index(id.startIndex, offsetBy: place)
      return UInt8(id[start..<id.index(start, offsetBy: 2)], radix: 16) ?? 0
    }
  }

  /// Runs `arguments` of the tool in the work directory, twice, and checks the eight rules.
  ///
  /// - Parameter says: what the message or, where the outcome has none, the output must contain.
  /// - Returns: the first run.
  @discardableResult
  func expect(
    _ outcome: Outcome, _ arguments: String..., says: [String] = [], input: String = "/dev/null",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> MeasuredRun {
    try expect(outcome, arguments, says: says, input: input, sourceLocation: sourceLocation)
  }

  /// - Parameters:
  ///   - outcome: nil when there are several that will do: what is common to all errors is then not checked.
  ///   - through: a program that starts the tool, with its first arguments.
  @discardableResult
  func expect(
    _ outcome: Outcome?, _ arguments: [String], says: [String] = [], input: String = "/dev/null",
    through: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> MeasuredRun {
    let comment = "\(id): lockstep \(arguments.joined(separator: " ").prefix(300))"
    let before = places()
    let first = try run(arguments, input: input, through: through)
    let second = try run(arguments, input: input, through: through)
    let after = places()
    func fail(_ text: String) { Issue.record("\(comment): \(text)", sourceLocation: sourceLocation) }

    if let outcome, first.status != outcome.rawValue {
      fail(
        "status \(first.status), not \(outcome.rawValue); \(first.errorText.suffix(600)) \(first.outputText.suffix(600))"
      )
    }
    // 1 and 2: nothing outside of the sandbox changes, nor does the repository.
    for (place, snapshot) in before {
      let changes = after[place]?.differences(from: snapshot) ?? []
      if !changes.isEmpty { fail("\(place) changed: \(changes.prefix(5))") }
    }
    // 3: time, memory, and no process that outlives its parent.
    for run in [first, second] {
      if run.seconds > timeLimit + 5 { fail("took \(run.seconds) s") }
      if Sanitizing.leavesMemoryLimits, run.peakMemory > memoryLimit { fail("used \(run.peakMemory >> 20) MiB") }
    }
    let orphans = try orphans()
    if !orphans.isEmpty { fail("processes are left: \(orphans)") }
    // 4: an error gives no result.
    if outcome?.domain != nil {
      if first.outputText.contains("sha256:")
        || first.outputText.contains("passed") && !first.outputText.contains("0 passed")
      {
        fail("a result beside an error: \(first.outputText.suffix(300))")
      }
    }
    // 5: what, where, why, in one line.
    if let domain = outcome?.domain {
      let text = first.errorText + first.outputText
      // A scenario that could not be judged is a line of the report, with what broke below it.
      let isSaid =
        text.split(separator: "\n").contains {
          $0.hasPrefix("lockstep: \(domain)") || $0.hasPrefix("BROKEN") || $0.hasPrefix("Error: ")
        }
        || arguments.contains("--json") || text.contains(": error: ")
      if !isSaid { fail("no line says \(domain): \(text.suffix(400))") }
      for bad in ["error -1", ": ;", ": \n", "libgit2 error"] where text.contains(bad) {
        fail("an empty message: \(text.suffix(300))")
      }
    }
    for part in says where !(first.errorText + first.outputText).contains(part) {
      fail("does not say \"\(part)\": \((first.errorText + first.outputText).suffix(1500))")
    }
    // 6: nothing from data commands a terminal or a CI system.
    for (name, bytes) in [("standard output", first.output), ("standard error", first.errors)] {
      for problem in OutputRules.problems(bytes) { fail("\(name) \(problem)") }
      if arguments.contains("--json"), name == "standard output", outcome?.domain == nil || !bytes.isEmpty {
        if (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) == nil {
          fail("the JSON is none: \(String(decoding: bytes.suffix(300), as: UTF8.self))")
        }
      }
    }
    // 7: the same again.
    if first.status != second.status || steady(first.errorText) != steady(second.errorText)
      || steady(first.outputText) != steady(second.outputText)
    {
      let (one, other) = (first.errorText + first.outputText, second.errorText + second.outputText)
      let line = zip(steady(one).split(separator: "\n"), steady(other).split(separator: "\n")).first { $0 != $1 }
      fail("not the same twice: \(first.status) \(second.status): \(line.map { "\($0) | \($1)" } ?? "")")
    }
    // 8: temporary files are gone.
    let left = try workspace.leftovers()
    if !left.isEmpty { fail("left in the temporary directory: \(left)") }
    Figures.note(id, [first, second])
    return first
  }

  /// Both roads to a commit's content: objects read without a checkout, and a scenario that checks it out.
  func expectBoth(
    _ outcome: Outcome, rev: String = "main", says: [String] = [], arguments: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect(outcome, "context", "hash", "repo", "--rev", rev, says: says, sourceLocation: sourceLocation)
    try writeScenario(rev: rev)
    try expect(outcome, "run", "case.yml", "--check", says: says, sourceLocation: sourceLocation)
  }

  /// A scenario `case.yml` that checks `rev` of the repository out, twice, without a record.
  func writeScenario(rev: String = "main", rest: String = "") throws {
    try workspace.write(
      "case.yml",
      "schemaVersion: 1\nname: case\nrecord: false\nrepo: { path: repo, rev: \"\(rev)\" }\nvary: { runs: 2 }\n\(rest)\n"
    )
  }

  /// One run that nothing is checked of.
  func run(_ arguments: [String], input: String = "/dev/null", through: [String] = []) throws -> MeasuredRun {
    try MeasuredRun(
      through + [Workspace.tool] + arguments,
      environment: [
        "HOME": workspace.directory + "/home", "PATH": "/usr/local/bin:/usr/bin:/bin", "TMPDIR": workspace.temporary,
        "LC_ALL": "C.UTF-8", "OUTSIDE": outside, "XDG_CACHE_HOME": workspace.directory + "/cache",
        "XDG_STATE_HOME": workspace.directory + "/state",
      ].merging(environment) { $1 },
      directory: workspace.work, input: input, scratch: workspace.directory, limit: timeLimit + 30)
  }

  private func places() -> [String: TreeSnapshot] {
    [
      "the tree outside": TreeSnapshot(outside), "the home directory": TreeSnapshot(workspace.directory + "/home"),
      "the work directory": TreeSnapshot(workspace.work),
    ]
  }

  /// Processes that still stand in this case's directories.
  private func orphans() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }.filter { process in
      guard let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd") else {
        return false
      }
      return place.hasPrefix(workspace.directory)
    }
  }

  /// Without times and temporary names.
  private func steady(_ text: String) -> String {
    text.replacing(/[0-9]+\.[0-9]+ ?s\b/, with: "TIME").replacing(
      /lockstep-[0-9]+-[0-9]+\.[A-Za-z0-9]{6}/, with: "TEMP"
    )
    .replacing(/"seconds" ?: ?[0-9.e-]+/, with: "SECONDS").replacing(/[0-9]+\.[0-9]{6,}/, with: "SECONDS").replacing(
      /in [0-9]+ ms/, with: "TIME")
  }
}

/// Why a case cannot be tried here; tests that need it are counted as skipped.
enum Need {
  static let git = Comment("needs git")
  static let root = Comment("needs root")
}
