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

/// A Python as pyenv and uv name it: `3.11.7`, `cpython-3.12.1`, `pypy@3.10`, `anaconda3-2023.09-0`.
struct NamedPython {
  /// The implementation in lower case, `cpython` when none is named.
  let name: String
  /// Empty when there is none.
  let version: String

  init(_ word: String) {
    guard word.utf8.first.map({ !$0.isDigit }) ?? false else {
      (name, version) = ("cpython", word)
      return
    }
    let end = word.utf8.firstIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "@") }
    guard let end else {
      (name, version) = (word, "")
      return
    }
    let implementation = word.utf8[..<end].text.lowercased()
    // pyenv passes over `python-` in front of a version.
    name = implementation == "python" ? "cpython" : implementation
    version = word.utf8[word.utf8.index(after: end)...].text
  }

  var text: String { version.isEmpty ? name : name + "-" + version }

  /// Three numbers, with whatever marks a pre-release, a free-threaded build or a platform behind them; of the
  /// distributions of conda also a version with the number of the build.
  var isRelease: Bool {
    let parts = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.count == 3, parts.allSatisfy({ $0.first?.isDigit ?? false }) {
      return parts.prefix(2).allSatisfy { $0.allSatisfy(\.isDigit) }
    }
    guard ["anaconda", "miniconda", "miniforge", "mambaforge"].contains(where: name.starts(with:)),
      let (_, build) = version.split(atLast: UInt8(ascii: "-"))
    else { return false }
    return !build.isEmpty && build.utf8.allSatisfy(\.isDigit)
  }
}
