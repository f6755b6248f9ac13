internal import Fingerprints

/// The `.tool-versions` of asdf, which mise reads, too: a tool a line, and its versions, of which the first that is
/// installed counts.
struct ToolVersionsFormat: LockfileFormat {
  let name = ".tool-versions"
  let ecosystem = "tool"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let text: String
    do { text = try FileText.decode(input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.freshness = .unknown("a .tool-versions is not made from anything")
    var tools: [TextKey: (versions: [String], line: Int)] = [:]
    for (number, line) in TextLines(text) {
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split(whereSeparator: \.isBlank).map(\.text)
      guard let first = words.first else { continue }
      // mise takes a colon behind the name.
      let tool = first.ends(with: ":") ? first.utf8.dropLast().text : first
      let versions = Array(words.dropFirst())
      if let (others, other) = tools[TextKey(tool)] {
        if !others.elementsEqual(versions, by: { $0.hasSameBytes(as: $1) }) {
          contents.findings.append(
            LockFinding(
              "conflict", line: number,
              "\(tool) stands in line \(other), too: asdf takes the first line, mise the last", grade: .c))
        }
        continue
      }
      tools[TextKey(tool)] = (versions, number)
      add(tool, versions, number, input, to: &contents)
    }
    if contents.packages.isEmpty {
      contents.findings.append(LockFinding("syntax", line: nil, "names no tool", grade: .unreadable))
    } else if contents.packages.contains(where: { $0.source == nil }) {
      contents.findings.append(LockFinding("hash.unsupported", "\(name) has no place for hashes", grade: .b))
    }
    return contents
  }

  private func add(
    _ tool: String, _ versions: [String], _ line: Int, _ input: LockInput, to contents: inout LockContents
  ) {
    if versions.isEmpty {
      contents.packages.append(
        PinnedPackage(ecosystem: ecosystem, name: tool, version: "", isExact: false, line: line))
      contents.findings.append(LockFinding("unpinned", line: line, "\(tool) has no version", grade: .c))
    }
    for version in versions {
      let request = ToolRequest(version, of: tool)
      contents.packages.append(
        PinnedPackage(
          ecosystem: ecosystem, name: tool, version: version, isExact: request.isExact, source: request.source,
          line: line))
      if let path = request.path, let finding = finding(tool, path, line, input, &contents) {
        contents.findings.append(finding)
      } else if let reason = request.reason {
        contents.findings.append(LockFinding("unpinned", line: line, "\(tool) \(version) \(reason)", grade: .c))
      }
    }
    if versions.count > 1 {
      contents.facts.append(LockFact(name: "order:" + tool, value: versions.joined(separator: ",")))
    }
  }

  private func finding(
    _ tool: String, _ path: String, _ line: Int, _ input: LockInput, _ contents: inout LockContents
  ) -> LockFinding? {
    let reference = LockReference(.package, path, from: input.path, line: line)
    guard !path.starts(with: "~") else { return nil }
    contents.references.append(reference)
    guard reference.isInside else { return nil }
    return LockFinding(
      "path.local", line: line, "\(tool) comes from the tree itself, without version or hash", grade: .b)
  }
}
