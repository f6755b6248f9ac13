import Foundation

/// PyPI's `packaging` in a Python beside us, asked by `Fixtures/targets/oracle.py`.
enum TargetOracle {
  /// Older ones compare texts by their order, and know fewer tags.
  static let oldestVersion = 26

  static let isPresent: Bool = {
    guard let version = run(["-c", "import packaging; print(packaging.__version__)"], input: Data()),
      let major = String(decoding: version, as: UTF8.self).split(separator: ".").first.flatMap({ Int($0) })
    else { return false }
    return major >= oldestVersion
  }()

  /// The answers to questions, nil when the oracle failed.
  static func ask(_ questions: [[String: Any]]) throws -> [Any]? {
    let script = Fixture.root.appendingPathComponent("targets/oracle.py").path
    guard let answers = run([script], input: try JSONSerialization.data(withJSONObject: questions)) else { return nil }
    return try JSONSerialization.jsonObject(with: answers) as? [Any]
  }

  private static func run(_ arguments: [String], input: Data) -> Data? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("oracle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    // A file, since a pipe that is full on both sides would wait for ever.
    guard (try? input.write(to: file)) != nil, let handle = try? FileHandle(forReadingFrom: file) else { return nil }
    process.standardInput = handle
    guard (try? process.run()) != nil else { return nil }
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? answer : nil
  }
}
