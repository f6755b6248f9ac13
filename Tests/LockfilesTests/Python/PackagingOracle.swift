import Foundation

/// PyPI's `packaging`, where this machine has it.
enum PackagingOracle {
  static let isPresent = (try? run(["-c", "import packaging.specifiers"], input: Data())) != nil

  /// A line for each case of two versions and a specifier.
  static func answers(_ cases: [[String]]) throws -> [String] {
    let output = try run(["-c", script], input: try JSONEncoder().encode(cases))
    return try JSONDecoder().decode([String].self, from: output)
  }

  struct Failure: Error {}

  private static let script = """
    import json, sys
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version
    def make(kind, text):
        try:
            return kind(text)
        except (InvalidVersion, InvalidSpecifier):
            return None
    answers = []
    for first, second, specifier in json.load(sys.stdin):
        a, b, s = make(Version, first), make(Version, second), make(SpecifierSet, specifier)
        words = [str(v) if v else "?" for v in (a, b)]
        words.append("?" if a is None or b is None else "=" if a == b else "<" if a < b else ">")
        if a is not None and s is not None:
            words += ["01"[s.contains(first.strip(), prereleases=p)] for p in (True, False)]
        else:
            words.append("?" if s is None else "!")
        answers.append(" ".join(words))
    json.dump(answers, sys.stdout)
    """

  private static func run(_ arguments: [String], input: Data) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("packaging-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("input")
    try input.write(to: file)
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return data
  }
}
