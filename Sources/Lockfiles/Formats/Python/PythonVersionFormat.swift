internal import Fingerprints

/// pyenv's and uv's `.python-version`: one Python a line, the first is the default.
struct PythonVersionFormat: LockfileFormat {
  let name = ".python-version"
  let ecosystem = "python"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

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
        let package = Self.package(word.text, line: index + 1)
        order.append(word.text)
        contents.packages.append(package)
        if !package.isExact {
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

  /// `3.11.7`, `cpython-3.12.1`, `pypy3.10-7.3.15`, or any name pyenv knows.
  private static func package(_ word: String, line: Int) -> PinnedPackage {
    var name = "cpython"
    var version = word
    if word.utf8.first.map({ !$0.isDigit }) ?? false, let (implementation, rest) = word.split(atFirst: "-") {
      name = implementation.lowercased()
      version = rest
    } else if word.utf8.first.map({ !$0.isDigit }) ?? false {
      name = word
      version = ""
    }
    return PinnedPackage(
      ecosystem: "python", name: name, version: version, isExact: isRelease(version), line: line)
  }

  /// Three numbers, with whatever marks a pre-release or a free-threaded build behind them.
  private static func isRelease(_ version: String) -> Bool {
    let parts = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 3 && parts.allSatisfy { $0.first?.isDigit ?? false }
      && parts.prefix(2).allSatisfy { $0.allSatisfy(\.isDigit) }
  }
}
