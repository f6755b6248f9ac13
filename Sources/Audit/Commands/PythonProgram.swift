/// Tells Python's interpreters by their names.
enum PythonProgram {
  /// `python`, `python3`, `python3.12`, `pypy3`.
  static func isInterpreter(_ program: String) -> Bool {
    for name in ["python", "pypy"] where program.hasPrefix(name) {
      return program.utf8.dropFirst(name.utf8.count).allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }
    return false
  }
}
