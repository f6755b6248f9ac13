internal import Fingerprints
internal import PlainYAML

/// conda's `environment.yml`.
struct CondaEnvironmentFormat: LockfileFormat {
  let name = "environment.yml"
  let ecosystem = "conda"

  func recognises(_ path: LockPath) -> Bool {
    let name = path.name.lowercased()
    guard let (stem, ending) = name.split(atLast: UInt8(ascii: ".")), ending == "yml" || ending == "yaml" else {
      return false
    }
    return stem == "environment"
      || ["-", "_", "."].contains { stem.starts(with: "environment" + $0) || stem.ends(with: $0 + "environment") }
  }

  private static func parse(_ text: String) throws(SyntaxFailure) -> YAMLTree {
    do throws(YAMLTree.Failure) {
      return try YAMLTree.parse(text, limits: YAMLTree.Limits(nodes: 1_000_000))
    } catch {
      throw YAMLText.failure(error)
    }
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let text: String
    let root: YAMLTree
    do {
      text = try FileText.decode(input.bytes)
      root = try Self.parse(text)
    } catch {
      return .unreadable(error)
    }
    guard let dependencies = root["dependencies"] else {
      return .unreadable(
        SyntaxFailure(line: 1, message: "there are no dependencies, so this is no environment of conda"))
    }
    guard let items = dependencies.items ?? (dependencies.scalar == "" ? [] : nil) else {
      return .unreadable(SyntaxFailure(line: dependencies.line, message: "dependencies is no list"))
    }
    var contents = LockContents()
    contents.freshness = .unknown("an environment of conda is not made from anything")
    contents.facts = Self.facts(root)
    let selectors = Selectors(text)
    var pip = RequirementsReading(root: input.path, source: input.source)
    for item in items {
      if let pairs = item.pairs {
        for (key, list) in pairs where key.scalar == "pip" {
          for line in list.items ?? [] {
            pip.read(line: line.scalar ?? "", number: line.line, marker: selectors.marker(line.line))
          }
        }
        for (key, _) in pairs where key.scalar != "pip" {
          contents.findings.append(
            LockFinding(
              "syntax", line: key.line, "\(key.scalar ?? "a list") is no part of an environment", grade: .unreadable))
        }
      } else {
        Self.add(item, selectors, to: &contents)
      }
    }
    let hasConda = !contents.packages.isEmpty
    let python = RequirementsFormat.contents(of: pip)
    contents.packages += python.packages
    contents.facts += python.facts
    contents.findings += python.findings
    if hasConda {
      contents.findings.append(LockFinding("hash.unsupported", "\(name) has no place for hashes", grade: .b))
    }
    return contents
  }

  private static func add(_ item: YAMLTree, _ selectors: Selectors, to contents: inout LockContents) {
    guard let text = item.scalar, let match = CondaMatch(text) else {
      contents.findings.append(
        LockFinding("syntax", line: item.line, "\(item.scalar ?? "a list") is no dependency", grade: .unreadable))
      return
    }
    let source = match.address.map(WebAddress.canonical) ?? match.channel.map(WebAddress.canonicalIndex)
    let fragment = match.address?.split(atFirst: "#")?.after ?? ""
    let hash =
      PackageHash.canonical(fragment)
      ?? PackageHash.canonical(
        (fragment.utf8.count == 32 ? "md5:" : "sha256:") + fragment)
    contents.packages.append(
      PinnedPackage(
        ecosystem: "conda", name: match.name, version: match.version, isExact: match.isExact, build: match.build,
        source: source, hashes: hash.map { [$0] } ?? [], marker: selectors.marker(item.line), extras: match.extras,
        line: item.line))
    if !match.isExact {
      let what = match.version.isEmpty ? "has no version" : "is a range, not a version"
      let shown = match.version.isEmpty ? match.name : "\(match.name) \(match.version)"
      contents.findings.append(LockFinding("unpinned", line: item.line, "\(shown) \(what)", grade: .c))
    } else if match.build == nil {
      contents.findings.append(
        LockFinding(
          "build.missing", line: item.line, "\(match.name) \(match.version) names no build, and there may be several",
          grade: .c))
    }
  }

  /// Channels and repositories in their order, platforms and variables; name and prefix say nothing.
  private static func facts(_ root: YAMLTree) -> [LockFact] {
    func texts(_ key: String) -> [String] {
      root[key]?.items?.compactMap(\.scalar) ?? root[key]?.scalar.map { [$0] } ?? []
    }
    var facts = RequirementsSettings.numbered("channel", texts("channels").map(WebAddress.canonicalIndex))
    facts += RequirementsSettings.numbered("pip-repository", texts("pip-repositories").map(WebAddress.canonicalIndex))
    let platforms = texts("platforms").sortedByBytes()
    if !platforms.isEmpty { facts.append(LockFact(name: "platforms", value: platforms.joined(separator: ","))) }
    if let category = root["category"]?.scalar { facts.append(LockFact(name: "category", value: category)) }
    for (key, value) in root["variables"]?.pairs ?? [] {
      facts.append(LockFact(name: "variable:" + (key.scalar ?? ""), value: value.scalar ?? ""))
    }
    return facts
  }

  /// Comments such as `# [linux64]` behind a dependency: conda-lock keeps it for that platform alone.
  private struct Selectors {
    private let lines: [[UInt8]]

    init(_ text: String) { lines = FileText.pythonLines(text) }

    func marker(_ line: Int) -> String? {
      guard line >= 1, line <= lines.count, lines[line - 1].last == UInt8(ascii: "]"),
        let (_, comment) = lines[line - 1].text.split(atFirst: " #"), let inner = comment.trimmed.dropping(prefix: "[")
      else { return nil }
      return "[" + inner
    }
  }
}
