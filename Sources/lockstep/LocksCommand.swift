internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep locks`: the lockfiles of a tree.
struct LocksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locks", abstract: "Finds lockfiles and shows their fingerprints, grade and freshness.",
    discussion: """
      Grades: A every artifact pinned with a hash, B exact versions, C ranges or moving references, U cannot be read. \
      Lockfiles below node_modules, .venv and the like belong to others and are left out.
      """)

  @Argument(help: "A lockfile, or a directory to search.", completion: .file())
  var path = "."

  @Option(help: "A tag, branch or commit of the repository at PATH.")
  var rev: String?

  @OptionGroup var worker: WorkerOptions

  @Flag(help: "Print JSON, packages included.")
  var json = false

  func run() async throws {
    let reports = try await LocksQuery(client: worker.client).answer(try source())
    if json { return try Console.write(try JSONText.encode(LocksJSON(reports))) }
    if reports.isEmpty { Console.talk("no lockfiles found in \(PathText.visible(path))") }
    for report in reports {
      let facts = report.facts
      let version = facts.formatVersion.map { " \(PathText.visible($0))" } ?? ""
      let count = facts.packageCount == 1 ? "1 package" : "\(facts.packageCount) packages"
      try Console.print(
        """
        \(PathText.visible(facts.path))  (\(facts.format)\(version))
          grade \(facts.grade), \(count), \(facts.freshness): \(PathText.visible(facts.freshnessRule))
          bytes     \(report.bytesDigest)
          semantic  \(report.semanticDigest ?? "not known")
        """)
      for finding in facts.findings {
        let place = PathText.visible(finding.file ?? facts.path) + (finding.line.map { ":\($0)" } ?? "")
        try Console.print("  \(place): \(finding.message) [\(finding.code)]")
      }
    }
  }

  private func source() throws(Breakdown) -> LocksSource {
    var info = stat()
    guard stat(path, &info) == 0 else {
      throw Breakdown(.usage, "read \(PathText.visible(path)): \(String(cString: strerror(errno)).lowercased())")
    }
    if let rev { return .commit(repository: path, revision: rev) }
    guard info.st_mode & S_IFMT != S_IFDIR else { return .directory(path) }
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    return .file(directory: directory, name: slash.map { String(path[path.index(after: $0)...]) } ?? path)
  }
}
