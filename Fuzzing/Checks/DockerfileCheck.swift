internal import Audit
internal import ContainerFiles

/// A Dockerfile: every place lies in it, and all ways of asking what a build reads agree.
enum DockerfileCheck {
  static func run(_ input: [UInt8]) throws {
    let lines = Lines(input)
    for finding in Audit.dockerfile(input, name: "Dockerfile") {
      try hold(finding, in: lines)
      if finding.code == "dockerfile-unreadable" { try require((try? Dockerfile(input)) == nil, "it is unreadable") }
    }
    let file: Dockerfile
    do throws(DockerfileError) {
      file = try Dockerfile(input)
    } catch {
      return try hold(error, in: lines)
    }
    try require((try? Dockerfile(input)) == file, "reading twice is the same")
    try require(!file.stages.isEmpty, "there is a stage")
    for (index, stage) in file.stages.enumerated() {
      try require(stage.index == index, "stages are numbered in their order")
      try lines.hold(stage.line, through: stage.endLine)
      for instruction in stage.instructions { try lines.hold(instruction.line, through: instruction.endLine) }
    }
    for instruction in file.globalArguments { try lines.hold(instruction.line, through: instruction.endLine) }
    for arguments in [[:], ["A": "x/*", "TARGETARCH": "arm64"]] {
      try plans(of: file, arguments, lines)
    }
  }

  private static func plans(of file: Dockerfile, _ arguments: [String: String], _ lines: Lines) throws {
    for stage in file.stages {
      let plan: Dockerfile.BuildPlan
      do throws(DockerfileError) {
        plan = try file.plan(of: stage, buildArguments: arguments)
      } catch {
        try hold(error, in: lines)
        continue
      }
      try require((try? file.plan(of: stage, buildArguments: arguments)) == plan, "planning twice is the same")
      if stage.index == file.stages.count - 1 {
        try require((try? file.plan(buildArguments: arguments)) == plan, "the last stage is what is built")
      }
      try require(plan.stages.contains(stage.index), "the target is among the stages")
      try require(plan.stages == plan.stages.sorted(), "stages are ascending")
      let stages =
        plan.contextReads.map(\.stage) + plan.runs.map(\.stage) + plan.stageCopies.map(\.from)
        + Array(plan.bases.keys) + Array(plan.bases.values)
      try require(stages.allSatisfy(plan.stages.contains), "only stages that are needed take part")
      for read in plan.contextReads {
        try lines.hold(read.line, through: read.endLine)
        try require(!read.sources.isEmpty, "what reads the context has a source")
        for source in read.sources {
          try require(source.path.bytes.first == UInt8(ascii: "/"), "a source's path is absolute")
          try require(!source.path.bytes.split(separator: 0x2F).contains { $0.elementsEqual("..".utf8) }, "and clean")
        }
      }
    }
    if case .failure(let error) = Result(catching: { () throws(DockerfileError) in
      try file.namedImages(buildArguments: arguments)
    }) {
      try hold(error, in: lines)
    }
  }

  private static func hold(_ error: DockerfileError, in lines: Lines) throws {
    try requireSafe(error.text(in: "Dockerfile"), "an error")
    try require((error.line == 0) == (error.column == 0), "an error has a line and a column, or neither")
    if error.line > 0 { try lines.hold(error.line, column: error.column) }
  }

  /// What a rule says of some text has its place there.
  static func hold(_ finding: AuditFinding, in lines: Lines) throws {
    try requireSafe(finding.message, "a finding")
    try require(finding.line >= 0, "a finding has a line")
    guard finding.line > 0 else { return }
    try lines.hold(finding.line, column: finding.column ?? 1)
    try require((finding.codePointColumn ?? 1) <= (finding.column ?? 1), "code points are no more than bytes")
  }

  /// The lines of a text as it is written.
  struct Lines {
    private let lengths: [Int]

    init(_ text: [UInt8]) {
      let bare = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text[...]
      lengths = bare.split(separator: 0x0A, omittingEmptySubsequences: false).map(\.count)
    }

    /// A place may be right behind the last byte of its line.
    func hold(_ line: Int, column: Int) throws {
      try require((1...lengths.count).contains(line), "line \(line) is one of \(lengths.count)")
      try require(
        column >= 1 && column <= lengths[line - 1] + 1, "column \(column) is in line \(line) of \(lengths[line - 1])")
    }

    func hold(_ first: Int, through last: Int) throws {
      try require(first >= 1 && first <= last && last <= lengths.count, "\(first) to \(last) of \(lengths.count)")
    }
  }
}
