internal import Fingerprints
public import Model

/// Says which records belong to no scenario.
public enum UnreferencedText {
  /// One line a record; none when there are none.
  public static func lines(_ records: UnreferencedRecords) -> [String] {
    records.files.map { file in
      switch records.handling {
      case .warn: "warning: the record \(PathText.visible(file)) has no scenario; --unreferenced=delete removes it"
      case .fail: "FAILED: the record \(PathText.visible(file)) has no scenario; --unreferenced=delete removes it"
      case .delete: "deleted the record \(PathText.visible(file)), which has no scenario"
      }
    }
  }
}
