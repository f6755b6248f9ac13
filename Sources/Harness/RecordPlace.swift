internal import Files
internal import Fingerprints
internal import Model

/// Where a record lies from the context that it records.
enum RecordPlace {
  /// What to do when the record of `document` is part of the context of `repository`, which each new record then
  /// changes; nil when it is not.
  static func remedy(_ document: ScenarioDocument, repository: String, context: Fingerprint?) -> String? {
    guard let context, !repository.isEmpty, let root = ResolvedPath.of(repository),
      let record = ResolvedPath.of(RecordFile.path(for: document.file))
    else { return nil }
    let directory = document.scenario.context.directory
    let base = (directory == "." ? root : root + "/" + directory) + "/"
    guard record.hasPrefix(base) else { return nil }
    let name = BytePath(String(record.dropFirst(base.count)))
    let spelling = Array(PathText.escaped(name).utf8)
    guard context.parts.contains(where: { $0.name == spelling }) else { return nil }
    let folder = name.parent.isRoot ? name : name.parent
    return
      "the record is part of the context that it records, so each new one changes it: add \(PathText.visible(folder)) to the "
      + "ignore file, commit that, and run \"lockstep run --accept\" on the scenario once more"
  }
}
