internal import Files
internal import Fingerprints
internal import Limits
internal import PlainYAML
public import Model

/// Reads scenario files.
public enum ScenarioLoader {
  /// The scenario in `file`.
  ///
  /// - Throws: ``ScenarioMistakes`` with every mistake of the file.
  public static func load(_ file: String) throws(ScenarioMistakes) -> ScenarioDocument {
    switch BoundedFile.read(file, limit: Limits.current.count(.scenario)) {
    case .failure(.tooLarge(let limit)):
      throw ScenarioMistakes([
        ScenarioMistake(
          file: file,
          message: "it is larger than \(LimitName.scenario.text(UInt64(limit))); \(LimitName.scenario.remedy)")
      ])
    case .failure(let problem):
      throw ScenarioMistakes([ScenarioMistake(file: file, message: "cannot read it: \(problem)")])
    case .success(let bytes):
      return try load(bytes, file: file)
    }
  }

  /// The scenario in `bytes`, as if they stood in `file`.
  ///
  /// - Throws: ``ScenarioMistakes`` with every mistake.
  public static func load(_ bytes: [UInt8], file: String) throws(ScenarioMistakes) -> ScenarioDocument {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      throw ScenarioMistakes([
        ScenarioMistake(file: file, line: index + 1, column: 1, message: "the line is not UTF-8")
      ])
    }
    let collector = MistakeCollector(file: file, text: text)
    let root: YAMLTree
    do throws(YAMLTree.Failure) {
      root = try YAMLTree.parse(text, limits: YAMLTree.Limits(nodes: Limits.current.count(.nodes)))
    } catch {
      let remedy = error.hasTooManyNodes ? "; " + LimitName.nodes.remedy : ""
      collector.add(error.message + remedy, line: error.line, column: error.column)
      throw ScenarioMistakes(collector.sorted)
    }
    let directory = Self.directory(of: file)
    let reader = ScenarioReader(
      collector: collector, fixtures: FixtureReader(directory: directory), defaultName: baseName(file))
    let scenario = reader.scenario(root)
    guard collector.mistakes.isEmpty, let scenario else {
      throw ScenarioMistakes(collector.sorted)
    }
    return ScenarioDocument(scenario: scenario, file: file, directory: directory)
  }

  private static func directory(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  private static func baseName(_ file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    for ending in [".yml", ".yaml"] where name.hasSuffix(ending) { return String(name.dropLast(ending.count)) }
    return name
  }
}
