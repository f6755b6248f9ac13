internal import Fingerprints

/// pyenv's and uv's `.python-version`, uv's `.python-versions`: one Python a line, the first is the default.
struct PythonVersionFormat: LockfileFormat {
  let name = ".python-version"
  let ecosystem = "python"

  func recognises(_ path: LockPath) -> Bool { path.name == name || path.name == name + "s" }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let text: String
    do { text = try FileText.decode(input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.freshness = .unknown("a .python-version is not made from anything")
    var order: [String] = []
    for (index, line) in FileText.pythonLines(text).enumerated() {
      let spelled = line.prefix { $0 != UInt8(ascii: "#") }.trimmed
      // pyenv takes several versions on one line as well.
      for word in spelled.split(whereSeparator: \.isBlank) {
        let python = NamedPython(word.text)
        order.append(python.text)
        contents.packages.append(
          PinnedPackage(
            ecosystem: "python", name: python.name, version: python.version, isExact: python.isRelease,
            line: index + 1))
        if !python.isRelease {
          contents.findings.append(
            LockFinding("unpinned", line: index + 1, "\(word.text) does not name one release", grade: .c))
        }
      }
    }
    if contents.packages.isEmpty {
      contents.findings.append(LockFinding("syntax", line: nil, "names no version", grade: .unreadable))
    } else {
      contents.findings.append(LockFinding("hash.unsupported", "\(name) has no place for hashes", grade: .b))
    }
    if order.count > 1 { contents.facts.append(LockFact(name: "order", value: order.joined(separator: ","))) }
    return contents
  }
}
