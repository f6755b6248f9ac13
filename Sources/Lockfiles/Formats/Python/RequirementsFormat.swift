internal import Fingerprints

/// Requirements and constraints of pip, among them what `pip freeze` prints.
struct RequirementsFormat: LockfileFormat {
  let name = "requirements.txt"
  let ecosystem = "pypi"
  let holdsTargets = true

  /// Also `requirements.lock` and `requirements-dev.lock`, as rye writes them.
  func recognises(_ path: LockPath) -> Bool {
    let name = path.name.lowercased()
    if name.ends(with: ".lock") { return name.starts(with: "requirements") }
    guard name.ends(with: ".txt") else { return false }
    return name.holds("requirements") || name.holds("constraints") || path.folder == "requirements"
      || name == "freeze.txt" || name == "pip-freeze.txt"
  }

  /// The comment of pip-compile or uv at the beginning.
  func recognises(content: [UInt8]) -> Bool { CompileCommand(in: content.prefix(1 << 14).text) != nil }

  /// `requirements.lock` of Helm 2 is YAML.
  func declines(content: [UInt8]) -> Bool { content.starts(with: "dependencies:".utf8) }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    var reading = RequirementsReading(root: input.path, source: input.source)
    reading.read(input.bytes)
    var contents = Self.contents(of: reading)
    contents.freshness = freshness(input, &contents)
    if contents.packages.isEmpty && contents.findings.isEmpty {
      contents.findings.append(LockFinding("empty", "names no packages"))
    }
    return contents
  }

  /// Only pip-compile and uv write down, in a comment, what they made the file from.
  private func freshness(_ input: LockInput, _ contents: inout LockContents) -> FreshnessJudgement {
    guard let text = try? FileText.decode(input.bytes), let command = CompileCommand(in: text) else {
      return .unknown("requirements files do not record what they were made from")
    }
    let freshness = CompiledFreshness(
      command: command, annotations: CompileAnnotations(text).wishes, packages: contents.packages, lock: input.path,
      source: input.source)
    contents.references = freshness.references + contents.references
    return freshness.judge()
  }

  /// Packages, facts and findings of what was read.
  static func contents(of reading: RequirementsReading) -> LockContents {
    let built = RequirementsPackages(reading)
    var contents = LockContents()
    contents.packages = built.packages
    contents.facts = reading.options.facts + built.facts
    contents.references = reading.references
    contents.findings = reading.findings + built.findings
    contents.findings += HashFindings.of(built.packages, isRequired: reading.options.requiresHashes)
    contents.findings += indexFindings(reading.options, built.packages)
    return contents
  }

  /// pip takes the best version from whichever index offers it, so that a stranger may supply it.
  private static func indexFindings(_ options: RequirementsSettings, _ packages: [PinnedPackage]) -> [LockFinding] {
    var findings: [LockFinding] = []
    let isHashed = packages.allSatisfy { $0.isConstraint || !$0.hashes.isEmpty }
    if !options.extraIndexes.isEmpty {
      findings.append(
        LockFinding(
          "index.extra",
          "pip asks \(options.extraIndexes.joined(separator: ", ")) besides the main index and takes a package "
            + "from either",
          grade: isHashed ? nil : .c))
    }
    if options.hasVariableIndex {
      findings.append(
        LockFinding(
          "index.variable", "the address of an index depends on the environment", grade: isHashed ? nil : .c))
    }
    return findings
  }
}
