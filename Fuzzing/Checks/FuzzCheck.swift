/// What is fed with made-up inputs, by Scripts/fuzz with new ones and by FuzzCorpusTests with those that were kept.
public enum FuzzCheck: String, CaseIterable, Sendable {
  case ignore
  case locksJSON = "locks-json"
  case locksTOML = "locks-toml"
  case locksYAML = "locks-yaml"
  case locksXML = "locks-xml"
  case locksLines = "locks-lines"
  case scenario
  case dockerfile
  case compose
  case objects
  case records
  case archives

  /// Reads `input` and holds what came of it to what must be true of it whatever it is.
  ///
  /// - Throws: ``Contradiction``.
  public func run(_ input: [UInt8]) throws {
    switch self {
    case .ignore: try IgnoreCheck.run(input)
    case .locksJSON: try LocksCheck(.json).run(input)
    case .locksTOML: try LocksCheck(.toml).run(input)
    case .locksYAML: try LocksCheck(.yaml).run(input)
    case .locksXML: try LocksCheck(.xml).run(input)
    case .locksLines: try LocksCheck(.lines).run(input)
    case .scenario: try ScenarioCheck.run(input)
    case .dockerfile: try DockerfileCheck.run(input)
    case .compose: try ComposeCheck.run(input)
    case .objects: try ObjectsCheck.run(input)
    case .records: try RecordsCheck.run(input)
    case .archives: try ArchivesCheck.run(input)
    }
  }
}
