/// Records that lie in the directories of a run and belong to no scenario.
public struct UnreferencedRecords: Hashable, Sendable {
  /// What is to be done about them.
  public enum Handling: String, Hashable, Sendable, Codable, CaseIterable {
    case warn
    case fail
    case delete
  }

  /// In the order of the directories, those of one in byte order.
  public var files: [String]
  public var handling: Handling

  public init(files: [String], handling: Handling) {
    self.files = files
    self.handling = handling
  }

  /// Whether they fail the run.
  public var isFailure: Bool { handling == .fail && !files.isEmpty }
}
