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
